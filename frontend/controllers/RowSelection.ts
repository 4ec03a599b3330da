import type { Cleanup } from "../core/registry";
import { all, on } from "../core/events";
import { session } from "../core/keep";
import { fill } from "../core/text";

/**
 * Ticked rows, kept while paging and sorting the same list (data-list names it; data-total counts all that match).
 *
 * Inside: input[data-select] (value = id) in each row, input[data-select-page], and a bar [data-bulk-bar] with
 * [data-selected-count] (words: data-some "{n} selected", data-all "All {n} selected"), [data-select-matching],
 * [data-select-none] and, in each form, <span data-selected-fields> which receives a hidden input named data-name
 * ("selected") for each chosen row that is not itself a named box of that form (so that the form also works
 * without script), or "all_matching" = 1 when everything the filter matches was chosen.
 */
export default function RowSelection(element: HTMLElement): Cleanup {
  const key = `selection:${element.dataset.list ?? location.pathname}`;
  const total = Number(element.dataset.total ?? 0);
  let everything = false;
  const boxes = () => [...element.querySelectorAll<HTMLInputElement>("input[data-select]")];
  const drawnTicked = boxes()
    .filter((box) => box.defaultChecked)
    .map((box) => box.value);
  let chosen = new Set<string>([...read(key), ...drawnTicked]);

  const keep = () => session.set(key, JSON.stringify([...chosen]));
  const show = () => {
    boxes().forEach((box) => {
      box.checked = everything || chosen.has(box.value);
      box.closest("tr, [data-row]")?.setAttribute("aria-selected", String(box.checked));
    });
    showPageBox(element, boxes());
    showBar(element, everything ? total : chosen.size, everything);
    fillForms(element, everything, chosen);
  };
  const choose = (values: string[], ticked: boolean) => {
    if (everything) chosen = new Set(boxes().map((box) => box.value));
    everything = false;
    values.forEach((value) => (ticked ? chosen.add(value) : chosen.delete(value)));
    keep();
    show();
  };
  const clear = () => {
    everything = false;
    chosen.clear();
    keep();
    show();
  };
  show();
  return all(
    on(element, "change", (event) => {
      const box = event.target as HTMLInputElement;
      if (box.matches("[data-select]")) choose([box.value], box.checked);
      if (box.matches("[data-select-page]"))
        choose(
          boxes().map((each) => each.value),
          box.checked,
        );
    }),
    on(element, "click", (event) => {
      const target = event.target as HTMLElement;
      if (target.closest("[data-select-none]")) clear();
      if (!target.closest("[data-select-matching]")) return;
      everything = true;
      show();
    }),
    on(element, "htmx:afterSettle", show),
    on(document, "selection:clear", clear),
  );
}

function read(key: string): string[] {
  try {
    const kept: unknown = JSON.parse(session.get(key) ?? "[]");
    return Array.isArray(kept) ? kept.filter((value) => typeof value === "string") : [];
  } catch {
    return [];
  }
}

function showPageBox(element: HTMLElement, boxes: HTMLInputElement[]): void {
  const box = element.querySelector<HTMLInputElement>("input[data-select-page]");
  if (!box) return;
  const ticked = boxes.filter((each) => each.checked).length;
  box.checked = ticked > 0 && ticked === boxes.length;
  box.indeterminate = ticked > 0 && ticked < boxes.length;
}

function showBar(element: HTMLElement, count: number, everything: boolean): void {
  const bar = element.querySelector<HTMLElement>("[data-bulk-bar]");
  if (!bar) return;
  bar.hidden = count === 0;
  const words = (everything ? bar.dataset.all : bar.dataset.some) ?? "{n}";
  const place = bar.querySelector("[data-selected-count]");
  if (place)
    place.textContent = fill(words, { n: count.toLocaleString(document.documentElement.lang || undefined) });
  const more = bar.querySelector<HTMLElement>("[data-select-matching]");
  if (more) more.hidden = everything;
}

function fillForms(element: HTMLElement, everything: boolean, chosen: Set<string>): void {
  const name = element.dataset.name ?? "selected";
  element.querySelectorAll("[data-selected-fields]").forEach((place) => {
    const own = [
      ...(place.closest("form")?.querySelectorAll<HTMLInputElement>("input[data-select][name]") ?? []),
    ];
    const sent = new Set(own.map((box) => box.value));
    const others = [...chosen].filter((value) => !sent.has(value)).map((value) => hidden(name, value));
    place.replaceChildren(...(everything ? [hidden("all_matching", "1")] : others));
  });
}

function hidden(name: string, value: string): HTMLInputElement {
  const input = document.createElement("input");
  Object.assign(input, { type: "hidden", name, value });
  return input;
}
