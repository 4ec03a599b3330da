import { csrfToken } from "../core/htmx";
import { fill } from "../core/text";
import type { Caption } from "./Room";

/** [data-captions] holds what was said, [data-interim] what is being said, `template[data-caption]` how one looks. */
export class Captions {
  private readonly log: HTMLElement | null;
  private readonly interim: HTMLElement | null;
  private readonly shape: HTMLTemplateElement | null;
  private shown: Caption[] = [];

  /** url: with {turn}, where a correction goes. corrected: once it is kept. */
  constructor(
    root: HTMLElement,
    private readonly url: string,
    private readonly corrected: (turn: string, text: string) => void,
  ) {
    this.log = root.querySelector("[data-captions]");
    this.interim = root.querySelector("[data-interim]");
    this.shape = root.querySelector("template[data-caption]");
  }

  show(captions: readonly Caption[]): void {
    const finals = captions.filter((each) => each.final);
    const growing = captions.filter((each) => !each.final).at(-1);
    if (this.interim) this.interim.textContent = growing?.text ?? "";
    if (this.interim) this.interim.dataset.who = growing?.who ?? "";
    finals.forEach((each, at) => this.place(each, at));
    [...(this.log?.children ?? [])].slice(finals.length).forEach((each) => each.remove());
    if (finals.length !== this.shown.length || growing) this.toEnd();
    this.shown = finals;
  }

  private place(caption: Caption, at: number): void {
    const known = this.shown[at];
    const element = this.log?.children[at];
    if (element && known && same(known, caption)) return;
    const fresh = this.draw(caption);
    if (!fresh) return;
    if (element) element.replaceWith(fresh);
    else this.log?.append(fresh);
  }

  private draw(caption: Caption): HTMLElement | undefined {
    const copy = this.shape?.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined;
    if (!copy) return undefined;
    const find = <T extends HTMLElement>(name: string) => copy.querySelector<T>(`[data-${name}]`);
    copy.querySelectorAll<HTMLElement>("[data-who]").forEach((each) => (each.hidden = each.dataset.who !== caption.who));
    const words = find("words");
    if (words) words.textContent = caption.text;
    const change = find("change");
    const form = find<HTMLFormElement>("mend");
    if (!change || !form) return copy;
    change.hidden = caption.who !== "candidate" || caption.turn === null;
    change.addEventListener("click", () => open(form, change, caption.text));
    find("keep")?.addEventListener("click", () => close(form, change));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.mend(form, change, caption);
    });
    return copy;
  }

  private async mend(form: HTMLFormElement, change: HTMLElement, { turn, text: before }: Caption): Promise<void> {
    const box = form.querySelector("textarea");
    const text = box?.value.trim() ?? "";
    if (turn === null) return;
    if (!text || text === before) return close(form, change);
    const problem = await correct(fill(this.url, { turn }), text);
    if (problem === undefined) return this.corrected(turn, text);
    const place = form.querySelector<HTMLElement>("[data-problem]");
    if (place) place.textContent = problem || (place.dataset.failed ?? "");
  }

  private toEnd(): void {
    const box = this.log?.parentElement;
    if (box && !box.contains(document.activeElement)) box.scrollTop = box.scrollHeight;
  }
}

/** Undefined when it is kept; else why not, "" where nobody could be reached. */
export async function correct(url: string, text: string): Promise<string | undefined> {
  try {
    const response = await fetch(url, {
      method: "POST",
      body: new URLSearchParams({ text }),
      headers: { "X-CSRFToken": csrfToken(), "X-Requested-With": "fetch" },
      redirect: "manual",
      signal: AbortSignal.timeout(15_000),
    });
    if (response.ok) return undefined;
    return response.status === 422 ? await response.text() : "";
  } catch {
    return "";
  }
}

function same(one: Caption, other: Caption): boolean {
  return one.text === other.text && one.turn === other.turn && one.who === other.who;
}

function open(form: HTMLFormElement, change: HTMLElement, text: string): void {
  const box = form.querySelector("textarea");
  form.hidden = false;
  change.hidden = true;
  if (!box) return;
  box.value = text;
  box.focus();
}

function close(form: HTMLFormElement, change: HTMLElement): void {
  form.hidden = true;
  change.hidden = false;
  change.focus();
}
