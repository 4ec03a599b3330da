import type { Cleanup } from "../core/registry";
import { all, on } from "../core/events";

/** A <details> menu: arrow keys, Home, End, first letters, Escape; closes on leaving it. */
export default function Menu(element: HTMLElement): Cleanup {
  const menu = element as HTMLDetailsElement;
  const summary = menu.querySelector("summary");
  const items = () => [...menu.querySelectorAll<HTMLElement>(".menu :is(a[href], button:not(:disabled))")];

  const close = (returnFocus: boolean) => {
    menu.open = false;
    if (returnFocus) summary?.focus();
  };
  const move = (event: KeyboardEvent, target: HTMLElement | undefined) => {
    event.preventDefault();
    menu.open = true;
    target?.focus();
  };
  const press = (event: KeyboardEvent) => {
    const list = items();
    const at = list.indexOf(document.activeElement as HTMLElement);
    if (event.key === "ArrowDown") return move(event, list[(at + 1) % list.length]);
    if (event.key === "ArrowUp") return move(event, list[at <= 0 ? list.length - 1 : at - 1]);
    if (!menu.open) return;
    if (event.key === "Home") return move(event, list[0]);
    if (event.key === "End") return move(event, list.at(-1));
    if (event.key === "Escape") {
      event.stopPropagation();
      return close(true);
    }
    if (event.key.length === 1 && /\S/.test(event.key)) startingWith(list, at, event.key)?.focus();
  };
  return all(
    on(menu, "keydown", press),
    on(menu, "click", (event) => {
      if ((event.target as HTMLElement).closest(".menu :is(a, button)")) close(false);
    }),
    on(menu, "focusout", (event) => {
      const to = (event as unknown as FocusEvent).relatedTarget;
      if (to instanceof Node && !menu.contains(to)) close(false);
    }),
    on(document, "click", (event) => {
      if (menu.open && !menu.contains(event.target as Node)) close(false);
    }),
  );
}

function startingWith(list: HTMLElement[], at: number, letter: string): HTMLElement | undefined {
  const round = [...list.slice(at + 1), ...list.slice(0, at + 1)];
  return round.find((item) =>
    item.textContent?.trim().toLocaleLowerCase().startsWith(letter.toLocaleLowerCase()),
  );
}
