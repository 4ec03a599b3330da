import type { Cleanup } from "../core/registry";
import { all, on } from "../core/events";

/**
 * Sends "poll" to an element that listens with hx-trigger="poll", every data-every ms (2000) while the page
 * is seen, less often (up to 30 s) while answers fail. It ends when the server swaps the element away. With data-waits it
 * waits while something typed inside has not been sent, which a swap would lose.
 */
export default function Poll(element: HTMLElement): Cleanup {
  const every = Number(element.dataset.every ?? 2000);
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, Math.min(Math.max(every, 30_000), every * 2 ** failures));
  };
  const ask = () => {
    if (!document.hidden && !isHeldBack(element)) element.dispatchEvent(new CustomEvent("poll"));
    later();
  };
  later();
  return all(
    on(element, "htmx:afterRequest", (event) => {
      failures = event.detail.successful ? 0 : failures + 1;
      later();
    }),
    on(document, "visibilitychange", () => {
      if (!document.hidden) ask();
    }),
    () => clearTimeout(timer),
  );
}

function isHeldBack(element: HTMLElement): boolean {
  if (element.dataset.waits === undefined) return false;
  const fields = element.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("textarea, input");
  return [...fields].some((field) => field.value !== field.defaultValue);
}
