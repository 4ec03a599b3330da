import type { Cleanup } from "../core/registry";
import { all, on } from "../core/events";
import { fill } from "../core/text";

/**
 * A box around one file input: press or drop, the name and size shown, too big (data-max-bytes) or of the wrong
 * kind (the input's accept) said before anything is sent, and progress while the form is on its way through htmx.
 * Words: data-too-big "{name} is {size}; the most is {max}.", data-wrong-kind "{name} …".
 */
export default function FileDrop(box: HTMLElement): Cleanup | void {
  const input = box.querySelector<HTMLInputElement>('input[type="file"]');
  if (!input) return undefined;
  const name = box.querySelector<HTMLElement>("[data-file-name]");
  const progress = box.querySelector<HTMLProgressElement>("progress");
  const empty = name?.textContent ?? "";

  const check = () => {
    const file = input.files?.[0];
    const problem = file ? problemWith(file, input, box) : "";
    input.setCustomValidity(problem);
    box.classList.toggle("is-invalid", problem !== "");
    if (name) name.textContent = problem || (file ? `${file.name} · ${readable(file.size)}` : empty);
    if (problem) input.reportValidity();
  };
  const over = (event: DragEvent) => {
    event.preventDefault();
    box.classList.toggle("is-over", event.type !== "dragleave" && event.type !== "drop");
  };
  const cleanups = [
    on(box, "dragenter dragover dragleave drop", over),
    on(box, "drop", (event) => {
      const files = event.dataTransfer?.files;
      if (!files?.length) return;
      input.files = files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }),
    on(input, "change", check),
  ];
  const form = input.form;
  if (form && progress)
    cleanups.push(on(form, "htmx:xhr:progress htmx:afterRequest", (event) => follow(progress, event)));
  return all(...cleanups);
}

function follow(progress: HTMLProgressElement, event: CustomEvent): void {
  const { lengthComputable, loaded, total } = event.detail as ProgressEvent;
  progress.hidden = event.type === "htmx:afterRequest";
  if (lengthComputable) progress.value = loaded / total;
}

function problemWith(file: File, input: HTMLInputElement, box: HTMLElement): string {
  const most = Number(box.dataset.maxBytes ?? Infinity);
  const values = { name: file.name, size: readable(file.size), max: readable(most) };
  if (file.size > most) return fill(box.dataset.tooBig ?? "{name}: {size} > {max}", values);
  if (!accepted(file, input.accept)) return fill(box.dataset.wrongKind ?? "{name}", values);
  return "";
}

function accepted(file: File, accept: string): boolean {
  const kinds = accept
    .split(",")
    .map((kind) => kind.trim().toLowerCase())
    .filter(Boolean);
  if (!kinds.length) return true;
  const type = file.type.toLowerCase();
  const matches = (kind: string) =>
    kind.startsWith(".")
      ? file.name.toLowerCase().endsWith(kind)
      : type === kind || type.startsWith(kind.replace("*", ""));
  return kinds.some(matches);
}

export function readable(bytes: number): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
  const step = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const language = document.documentElement.lang || undefined;
  const options = {
    style: "unit",
    unit: units[step],
    unitDisplay: "short",
    maximumFractionDigits: 1,
  } as const;
  return new Intl.NumberFormat(language, options).format(bytes / 1000 ** step);
}
