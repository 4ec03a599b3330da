import htmx from "htmx.org";
import type { Cleanup } from "../core/registry";
import { all, on } from "../core/events";
import { fill } from "../core/text";
import { type Draft, dropDraft, freshDraft, keepDraft, loadDraft } from "./draft";
import { type Delivery, deliver, waitBefore } from "./send";

/** Words on the form, as data-…: each state of the box says the truth about where the answer is. */
type State = "kept" | "not-kept" | "sending" | "waiting" | "arrived" | "refused" | "moved-on" | "empty";

/**
 * The form of a typed answer. Nothing typed is lost: the text stands in this browser until the server has
 * confirmed it, and a try that failed is made again with the same key (hidden field "key").
 *
 * After each answer, and when the page opens, the newest [data-newest] of the target and the box are in view.
 * data-draft names the attempt, data-confirmed is the key of the last answer the server has, data-target is what
 * the answer's fragment replaces. Inside: textarea, [data-answer-state], [data-retry]. Enter sends, Shift+Enter
 * is a new line; where the pointer is a thumb, Enter is a new line.
 */
export default function AnswerBox(element: HTMLElement): Cleanup | void {
  const form = element as HTMLFormElement;
  const box = form.querySelector("textarea");
  const keyField = form.querySelector<HTMLInputElement>('input[name="key"]');
  if (!box || !keyField) return undefined;

  const place = `answer:${form.dataset.draft ?? location.pathname}`;
  const retry = form.querySelector<HTMLElement>("[data-retry]");
  let draft: Draft = loadDraft(place, form.dataset.confirmed ?? "");
  let early = box.value; // typed before this script ran
  if (!draft.pending) {
    draft = { ...draft, text: joined(draft.text, early) };
    early = "";
  }
  let attempt = 0;
  let busy = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const say = (state: State, values: Record<string, string | number> = {}) => show(form, state, values);
  const take = (next: Draft) => {
    draft = next;
    keyField.value = next.key;
    if (box.value !== next.text) setText(box, next.text);
  };
  const setBusy = (value: boolean) => {
    busy = value;
    box.readOnly = value;
    form.toggleAttribute("data-busy", value);
    form.querySelector('button[type="submit"]')?.setAttribute("aria-disabled", String(value));
    if (!value && retry) retry.hidden = true;
  };
  const edited = () => {
    draft = { ...draft, text: box.value };
    if (draft.text) say(keepDraft(place, draft) ? "kept" : "not-kept");
    else dropDraft(place);
  };
  const submit = () => {
    if (busy) return;
    if (!box.value.trim()) {
      say("empty");
      return box.focus();
    }
    draft = { ...draft, text: box.value, pending: true };
    keepDraft(place, draft);
    attempt = 0;
    void send();
  };
  async function send(): Promise<void> {
    clearTimeout(timer);
    attempt += 1;
    setBusy(true);
    if (retry) retry.hidden = true;
    say("sending");
    handle(await deliver(form.action, new FormData(form)));
  }
  const handle = (delivery: Delivery) => {
    if (delivery.kind === "unreachable") return wait();
    draft = { ...draft, pending: false };
    if (delivery.kind === "arrived" || delivery.kind === "leave") dropDraft(place);
    else keepDraft(place, draft);
    if (delivery.kind === "leave") return location.assign(delivery.url);
    setBusy(false);
    if (delivery.kind === "refused")
      return delivery.message ? showText(form, "refused", delivery.message) : say("refused");
    swap(form, delivery.html);
    if (delivery.kind === "moved-on") return say("moved-on");
    take({ ...freshDraft(), text: early });
    early = "";
    say("arrived");
    box.focus({ preventScroll: true });
    showNewest(form);
  };
  const wait = () => {
    const seconds = waitBefore(attempt);
    say("waiting", { n: seconds });
    if (retry) retry.hidden = false;
    timer = setTimeout(() => void send(), seconds * 1000);
  };
  const again = () => {
    if (busy && retry && !retry.hidden) void send();
  };

  // An empty answer gets our own words, in the page's language.
  form.noValidate = true;
  take(draft);
  if (draft.pending) submit();
  else if (draft.text) say(keepDraft(place, draft) ? "kept" : "not-kept");
  showNewest(form);
  return all(
    on(box, "input", edited),
    on(box, "keydown", (event) => {
      if (
        event.key !== "Enter" ||
        event.shiftKey ||
        event.isComposing ||
        matchMedia("(pointer: coarse)").matches
      )
        return;
      event.preventDefault();
      submit();
    }),
    on(form, "submit", (event) => {
      event.preventDefault();
      submit();
    }),
    on(form, "click", (event) => {
      if ((event.target as HTMLElement).closest("[data-retry]")) again();
    }),
    on(window, "online", again),
    () => clearTimeout(timer),
  );
}

/** What was kept and what was typed since, once where the browser has brought back the same. */
function joined(kept: string, typed: string): string {
  return !typed.trim() || kept.includes(typed) ? kept : typed.includes(kept) ? typed : `${kept}\n${typed}`;
}

function setText(box: HTMLTextAreaElement, text: string): void {
  box.value = text;
  box.dispatchEvent(new CustomEvent("restored", { bubbles: true }));
}

function swap(form: HTMLFormElement, html: string): void {
  const target = document.querySelector(form.dataset.target ?? "");
  if (target && html) htmx.swap(target, html, { swapStyle: "innerHTML", swapDelay: 0, settleDelay: 0 });
}

/** The box and what it answers in view: the end of the box, unless [data-newest] would then begin under the header. */
function showNewest(form: HTMLFormElement): void {
  const target = document.querySelector(form.dataset.target ?? "");
  const newest = target?.querySelector("[data-newest]");
  if (!newest) return;
  form.scrollIntoView({ block: "end" });
  const header = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  if (newest.getBoundingClientRect().top < header) newest.scrollIntoView({ block: "start" });
}

function show(form: HTMLFormElement, state: State, values: Record<string, string | number>): void {
  showText(form, state, fill(form.getAttribute(`data-${state}`) ?? "", values));
}

function showText(form: HTMLFormElement, state: State, text: string): void {
  const place = form.querySelector<HTMLElement>("[data-answer-state]");
  if (!place) return;
  place.dataset.state = state;
  if (place.textContent !== text) place.textContent = text;
}
