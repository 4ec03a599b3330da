import type { Cleanup } from "../core/registry";
import { all, on } from "../core/events";

/**
 * A form that is on its way is not sent again. The button stays focusable and says data-busy-text.
 * Free again when htmx has its answer, and when the browser brings the page back from its cache.
 */
export default function SubmitOnce(element: HTMLElement): Cleanup {
  const form = element as HTMLFormElement;
  const buttons = () => [...form.querySelectorAll<HTMLButtonElement>('button:not([type="button"])')];
  let sent = false;
  let words: [HTMLElement, string][] = [];

  const lock = (submitter: HTMLElement | null) => {
    sent = true;
    buttons().forEach((button) => button.setAttribute("aria-disabled", "true"));
    const label = submitter?.querySelector<HTMLElement>("[data-label]");
    const busy = submitter?.dataset.busyText;
    submitter?.setAttribute("aria-busy", "true");
    if (!label || !busy) return;
    words = [[label, label.textContent ?? ""]];
    label.textContent = busy;
  };
  const free = () => {
    sent = false;
    words.forEach(([label, text]) => (label.textContent = text));
    words = [];
    buttons().forEach((button) => {
      button.removeAttribute("aria-disabled");
      button.removeAttribute("aria-busy");
    });
  };
  const stopSecond = (event: Event) => {
    if (!sent) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  form.addEventListener("submit", stopSecond, true);
  return all(
    on(form, "submit", (event) => {
      const submitter = (event as unknown as SubmitEvent).submitter;
      // Another listener may still refuse it: lock only what is really going.
      queueMicrotask(() => {
        const byScript = form.matches("[hx-post], [hx-put], [hx-patch], [hx-delete], [hx-get]");
        if (byScript || !event.defaultPrevented) lock(submitter);
      });
    }),
    on(form, "htmx:afterRequest", free),
    on(window, "pageshow", (event) => {
      if ((event as unknown as PageTransitionEvent).persisted) free();
    }),
    () => form.removeEventListener("submit", stopSecond, true),
  );
}
