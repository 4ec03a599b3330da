import type { Cleanup } from "../core/registry";
import { isTyping, on } from "../core/events";

/**
 * Around a list or table whose rows have data-row: j and k (or the arrows, once inside) move, Enter opens the
 * row's first link, x ticks its box. The focus stands on the row's link, so a screen reader follows.
 */
export default function ListKeys(element: HTMLElement): Cleanup {
  const rows = () => [...element.querySelectorAll<HTMLElement>("[data-row]")];
  const current = () => rows().findIndex((row) => row.classList.contains("is-cursor"));

  const go = (to: number) => {
    const list = rows();
    const row = list[Math.max(0, Math.min(list.length - 1, to))];
    if (!row) return;
    list.forEach((other) => other.classList.toggle("is-cursor", other === row));
    const target = row.querySelector<HTMLElement>("a[href]") ?? row;
    target.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };
  const step = (event: KeyboardEvent): number => {
    const inside = element.contains(document.activeElement);
    if (event.key === "j" || (inside && event.key === "ArrowDown")) return 1;
    if (event.key === "k" || (inside && event.key === "ArrowUp")) return -1;
    return 0;
  };
  return on(document, "keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    const by = step(event);
    const at = current();
    if (by) {
      event.preventDefault();
      return go(at < 0 ? 0 : at + by);
    }
    if (event.key === "x" && at >= 0)
      rows()[at]?.querySelector<HTMLInputElement>('input[type="checkbox"]')?.click();
  });
}
