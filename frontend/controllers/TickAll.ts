import type { Cleanup } from "../core/registry";
import { on } from "../core/events";

/** A form whose [data-tick="all"] and [data-tick="none"] tick its boxes, and leave switches as they are. */
export default function TickAll(element: HTMLElement): Cleanup {
  return on(element, "click", (event) => {
    const button = (event.target as HTMLElement).closest<HTMLElement>("[data-tick]");
    if (!button) return;
    event.preventDefault();
    element.querySelectorAll<HTMLInputElement>("input[type=checkbox]:not([role=switch])").forEach((box) => {
      box.checked = button.dataset.tick === "all";
    });
  });
}
