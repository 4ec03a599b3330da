import type { Cleanup } from "../core/registry";
import { on } from "../core/events";
import { announce } from "./Announce";

/** A button that copies data-text, or the text or value of the element data-from names; says data-done. */
export default function CopyText(button: HTMLElement): Cleanup {
  let reset: ReturnType<typeof setTimeout> | undefined;
  const label = button.querySelector<HTMLElement>("[data-copy-label]");
  const before = label?.textContent ?? "";
  const stop = on(button, "click", () => void copy());

  async function copy(): Promise<void> {
    const done = button.dataset.done ?? "";
    if (!(await write(textFor(button)))) return announce(button.dataset.failed ?? "");
    announce(done);
    if (!label) return;
    label.textContent = done;
    clearTimeout(reset);
    reset = setTimeout(() => (label.textContent = before), 2000);
  }

  return () => {
    clearTimeout(reset);
    stop();
  };
}

function textFor(button: HTMLElement): string {
  if (button.dataset.text !== undefined) return button.dataset.text;
  const source = document.querySelector(button.dataset.from ?? "");
  if (source instanceof HTMLInputElement || source instanceof HTMLTextAreaElement) return source.value;
  return source?.textContent?.trim() ?? "";
}

/** The clipboard needs a secure page; over plain http the old command still works. */
async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return writeBySelection(text);
  }
}

function writeBySelection(text: string): boolean {
  const box = document.createElement("textarea");
  box.value = text;
  box.className = "visually-hidden";
  document.body.append(box);
  box.select();
  const copied = document.execCommand?.("copy") ?? false;
  box.remove();
  return copied;
}
