import type { Cleanup } from "../core/registry";
import { all, on } from "../core/events";

/**
 * A list whose items (its children with data-item) are dragged by what has data-grip in them. When an item stands in
 * another place, the form named by data-form is sent; the items' inputs belong to it and so say the new order.
 * Escape puts the item back. Without a mouse the buttons of each item do the same.
 */
export default function SortableList(list: HTMLElement): Cleanup {
  let item: HTMLElement | undefined;
  let before: HTMLElement[] = [];

  const items = () => [...list.children].filter((child): child is HTMLElement => child.matches("[data-item]"));
  const finish = () => {
    item?.classList.remove("is-dragged");
    item = undefined;
  };
  const cancel = () => {
    if (item) before.forEach((each) => list.append(each));
    finish();
  };
  const drop = () => {
    const moved = item && items().some((each, place) => each !== before[place]);
    finish();
    if (moved) (document.getElementById(list.dataset.form ?? "") as HTMLFormElement | null)?.requestSubmit();
  };
  const follow = (y: number) => {
    if (!item) return;
    const next = items().find((each) => each !== item && y < middle(each));
    const last = items().at(-1);
    if (next && next.previousElementSibling !== item) list.insertBefore(item, next);
    else if (!next && last !== item) last?.after(item);
  };

  return all(
    on(list, "pointerdown", (event) => {
      const grip = (event.target as HTMLElement).closest<HTMLElement>("[data-grip]");
      const found = grip?.closest<HTMLElement>("[data-item]");
      if (!grip || !found || found.parentElement !== list || event.button !== 0) return;
      event.preventDefault();
      grip.setPointerCapture?.((event as unknown as PointerEvent).pointerId);
      before = items();
      item = found;
      item.classList.add("is-dragged");
    }),
    on(list, "pointermove", (event) => follow(event.clientY)),
    on(list, "pointerup", drop),
    on(list, "pointercancel", cancel),
    on(document, "keydown", (event) => {
      if (event.key === "Escape") cancel();
    }),
    // A press on the grip neither opens the item nor follows its link.
    on(list, "click", (event) => {
      if ((event.target as HTMLElement).closest("[data-grip]")) event.preventDefault();
    }),
  );
}

function middle(element: HTMLElement): number {
  const box = element.getBoundingClientRect();
  return box.top + box.height / 2;
}
