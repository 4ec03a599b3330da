import htmx from "htmx.org";
import type { Cleanup } from "../core/registry";
import { all, on } from "../core/events";
import { local } from "../core/keep";
import { fill } from "../core/text";

/** An answer that the server has not confirmed. base: what it had there before. */
interface Kept {
  value: string[];
  base: string[];
}

const later = new Set([0, 408, 425, 429]);

/**
 * A form whose answers are sent one by one: each [hx-post] inside is an answer, sent again on "resend". What was given
 * stands in this browser, under data-kept, until the server has it; a try that failed is made again, and leaving the
 * page in between loses nothing but a file. A slider and its box say the same. A hidden [name$="-before"] says what the
 * server had last, so that the whole form takes back no newer answer of another device.
 *
 * Words: data-waiting (kept here, sent later), data-file-waiting, data-not-kept (this browser keeps nothing),
 * data-elsewhere ("{text}" was typed here, but another device has changed the answer since).
 */
export default function KeptAnswers(element: HTMLElement): Cleanup {
  const form = element as HTMLFormElement;
  const place = `form:${form.dataset.kept ?? location.pathname}`;
  const pending = load(place);
  const base = new Map<string, string[]>();
  const sent = new Map<string, string>();
  const files = new Set<string>();
  let tries = 0;
  let held: HTMLElement | null | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const units = () => [...form.querySelectorAll<HTMLElement>("[hx-post]")];
  const unitOf = (target: EventTarget | null) => (target as Element | null)?.closest<HTMLElement>("[hx-post]");
  const save = () =>
    pending.size ? local.set(place, JSON.stringify([...pending])) : (local.remove(place), true);
  const waits = () => pending.size + files.size > 0;

  const given = (event: Event) => {
    const unit = unitOf(event.target);
    if (!unit) return;
    twin(event.target as HTMLInputElement, unit);
    if (unit.querySelector('input[type="file"]')) return;
    pending.set(unit.id, { value: read(unit), base: base.get(unit.id) ?? [] });
    if (!save()) say(unit, form.dataset.notKept);
  };
  /** What the server has is not sent again, as when a field is only left: another device may have changed it since. */
  const asked = (event: CustomEvent) => {
    const unit = unitOf(event.target);
    if (!unit) return;
    const isFile = unit.querySelector('input[type="file"]') !== null;
    if (!isFile && same(read(unit), base.get(unit.id) ?? [])) {
      event.preventDefault();
      pending.delete(unit.id);
      save();
    } else sent.set(unit.id, JSON.stringify(read(unit)));
  };
  const answered = (event: CustomEvent) => {
    const unit = unitOf(event.target);
    const xhr = (event.detail as { xhr?: XMLHttpRequest }).xhr;
    if (!unit || !xhr) return;
    if (isLater(xhr.status)) return failed(unit);
    tries = 0;
    files.delete(unit.id);
    if (xhr.status < 300) arrived(unit);
    if (!waits() && held !== undefined) {
      const button = held;
      held = undefined;
      form.requestSubmit(button);
    }
  };
  const arrived = (unit: HTMLElement) => {
    const was = sent.get(unit.id);
    if (was !== undefined) {
      base.set(unit.id, JSON.parse(was) as string[]);
      const before = unit.querySelector<HTMLInputElement>('[name$="-before"]');
      if (before) before.value = was;
    }
    if (was === JSON.stringify(read(unit))) pending.delete(unit.id);
    save();
  };
  const failed = (unit: HTMLElement) => {
    const file = unit.querySelector<HTMLInputElement>('input[type="file"]');
    if (file?.files?.length) files.add(unit.id);
    say(unit, file ? form.dataset.fileWaiting : form.dataset.waiting);
    tries += 1;
    clearTimeout(timer);
    timer = setTimeout(resend, Math.min(15, 2 ** (tries - 1)) * 1000);
  };
  const resend = () => {
    clearTimeout(timer);
    const waiting = units().filter((unit) => pending.has(unit.id) || files.has(unit.id));
    waiting.forEach((unit) => htmx.trigger(unit, "resend"));
  };
  const restore = (unit: HTMLElement) => {
    const shown = read(unit);
    base.set(unit.id, shown);
    const kept = pending.get(unit.id);
    if (!kept) return;
    if (same(kept.value, shown)) pending.delete(unit.id);
    else if (same(kept.base, shown)) write(unit, kept.value);
    else {
      pending.delete(unit.id);
      say(unit, fill(form.dataset.elsewhere ?? "", { text: kept.value.join(", ") }));
    }
  };

  units().forEach(restore);
  const ready = () => waits() && resend();
  if (document.readyState === "complete") ready();
  return all(
    on(window, "load", ready),
    on(window, "online", resend),
    on(form, "input change", given),
    on(form, "htmx:beforeRequest", asked),
    on(form, "htmx:afterRequest", answered),
    on(document, "htmx:oobBeforeSwap", keepNewest),
    on(form, "htmx:sendError htmx:responseError", (event) => {
      const xhr = (event.detail as { xhr?: XMLHttpRequest }).xhr;
      if (unitOf(event.target) && isLater(xhr?.status ?? 0)) event.stopPropagation(); // said beside the field
    }),
    on(form, "submit", (event) => {
      if (!waits() || (navigator.onLine && tries === 0)) return;
      event.preventDefault();
      held = (event as unknown as SubmitEvent).submitter;
      resend();
    }),
    () => clearTimeout(timer),
  );
}

/** Answers arrive in any order: what was counted earlier ([data-at]) does not take the place of a later count. */
function keepNewest(event: CustomEvent): void {
  const { target, fragment } = event.detail as { target: HTMLElement; fragment: ParentNode };
  const fresh = fragment.querySelector<HTMLElement>("[data-at]");
  if (fresh && Number(fresh.dataset.at) < Number(target.dataset.at ?? 0)) event.preventDefault();
}

function isLater(status: number): boolean {
  return status >= 500 || later.has(status);
}

function load(place: string): Map<string, Kept> {
  try {
    return new Map(JSON.parse(local.get(place) ?? "[]") as [string, Kept][]);
  } catch {
    return new Map();
  }
}

/** The inputs that hold the answer: not a slider, which stands beside its box, and not a hidden note of where it was. */
function inputs(unit: HTMLElement): (HTMLInputElement | HTMLTextAreaElement)[] {
  const name = unit.id.replace(/^at-/, "");
  return [...unit.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(`[name="${name}"]`)];
}

function read(unit: HTMLElement): string[] {
  return inputs(unit)
    .filter((input) => !isBox(input) || input.checked)
    .map((input) => input.value)
    .filter((value) => value !== "");
}

function write(unit: HTMLElement, value: string[]): void {
  for (const input of inputs(unit)) {
    if (isBox(input)) input.checked = value.includes(input.value);
    else input.value = value[0] ?? "";
    twin(input, unit);
  }
}

/** A slider that is moved shows in its box, and a number that is typed on the slider. */
function twin(moved: HTMLInputElement | HTMLTextAreaElement, unit: HTMLElement): void {
  const slider = unit.querySelector<HTMLInputElement>('input[type="range"]');
  if (!slider) return;
  const box = inputs(unit)[0];
  if (moved === slider && box) box.value = slider.value;
  else if (moved.value !== "" && Number.isFinite(Number(moved.value))) slider.value = moved.value;
}

function isBox(input: HTMLInputElement | HTMLTextAreaElement): input is HTMLInputElement {
  return input.type === "checkbox" || input.type === "radio";
}

function same(one: string[], other: string[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function say(unit: HTMLElement, words: string | undefined): void {
  const note = unit.querySelector<HTMLElement>('[role="status"]');
  if (note) note.textContent = words ?? "";
}
