import type { Cleanup } from "../core/registry";
import { all, on } from "../core/events";

/**
 * "I need a moment": [data-moment-start] hides [data-moment-hides] and shows [data-moment-panel], where
 * [data-elapsed] counts up and never limits; [data-moment-end] goes back. Speech in and out falls silent.
 */
export default function Moment(element: HTMLElement): Cleanup {
  const find = (name: string) => element.querySelector<HTMLElement>(`[data-moment-${name}]`);
  const elapsed = element.querySelector<HTMLElement>("[data-elapsed]");
  let timer: ReturnType<typeof setInterval> | undefined;

  const show = (paused: boolean) => {
    const panel = find("panel");
    if (panel) panel.hidden = !paused;
    element.querySelectorAll<HTMLElement>("[data-moment-hides]").forEach((each) => (each.hidden = paused));
  };
  const begin = () => {
    const since = Date.now();
    const count = () => {
      if (elapsed) elapsed.textContent = clock(Math.floor((Date.now() - since) / 1000));
    };
    document.dispatchEvent(new CustomEvent("conversation:paused"));
    show(true);
    count();
    timer = setInterval(count, 1000);
    find("end")?.focus();
  };
  const end = () => {
    clearInterval(timer);
    show(false);
    element.querySelector<HTMLElement>("textarea")?.focus();
  };
  return all(
    on(element, "click", (event) => {
      const target = event.target as HTMLElement;
      if (target.closest("[data-moment-start]")) begin();
      if (target.closest("[data-moment-end]")) end();
    }),
    () => clearInterval(timer),
  );
}

export function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
