import type { Cleanup } from "../core/registry";
import { on } from "../core/events";
import { fill } from "../core/text";

/**
 * Around a text box with data-max: [data-count] says data-left ("{n} left") or data-over ("{n} too many").
 * Nothing is cut off; the server decides. Counts characters as people see them, not code units.
 */
export default function CharacterCount(element: HTMLElement): Cleanup | void {
  const box = element.querySelector<HTMLTextAreaElement | HTMLInputElement>("textarea, input");
  const place = element.querySelector<HTMLElement>("[data-count]");
  if (!box || !place) return undefined;
  const most = Number(element.dataset.max);
  const show = () => {
    const left = most - [...box.value].length;
    place.textContent = fill((left < 0 ? element.dataset.over : element.dataset.left) ?? "{n}", {
      n: Math.abs(left),
    });
    place.classList.toggle("is-over", left < 0);
  };
  show();
  return on(box, "input", show);
}
