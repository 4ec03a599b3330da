import type { Cleanup } from "../core/registry";
import { on } from "../core/events";

/** Escape inside presses the [data-cancel] that is there, and nothing else hears of the key. */
export default function CancelKey(element: HTMLElement): Cleanup {
  return on(element, "keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    element.querySelector<HTMLElement>("[data-cancel]")?.click();
  });
}
