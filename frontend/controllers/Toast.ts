import type { Cleanup } from "../core/registry";
import { all, on } from "../core/events";

/**
 * A toast goes after data-timeout ms (10 s: the time an undo is promised), not while it is pointed at or
 * holds the focus. Sending the form inside it (undo) or pressing data-close ends it.
 */
export default function Toast(toast: HTMLElement): Cleanup {
  const timeout = Number(toast.dataset.timeout ?? 10_000);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = () => {
    clearTimeout(timer);
    timer = setTimeout(() => toast.remove(), timeout);
  };
  const hold = () => clearTimeout(timer);
  run();
  return all(
    on(toast, "mouseenter focusin", hold),
    on(toast, "mouseleave focusout", run),
    on(toast, "htmx:afterRequest", (event) => {
      if (event.detail.successful) toast.remove();
    }),
    on(toast, "click", (event) => {
      if ((event.target as HTMLElement).closest("[data-close]")) toast.remove();
    }),
    hold,
  );
}
