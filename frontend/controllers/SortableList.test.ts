import { beforeEach, describe, expect, it } from "vitest";
import { get, mount, press } from "../core/testing";
import SortableList from "./SortableList";

const ROW = 40;
const order = () => [...document.querySelectorAll<HTMLElement>("[data-item]")].map((each) => each.id).join("");
let sent: string[];

function pointer(target: Element, type: string, y = 0, button = 0): MouseEvent {
  const event = new MouseEvent(type, { bubbles: true, cancelable: true, clientY: y, button });
  target.dispatchEvent(event);
  return event;
}

function drag(id: string, to: number): void {
  const grip = get(`#${id} [data-grip]`);
  pointer(grip, "pointerdown");
  pointer(grip, "pointermove", to);
  pointer(grip, "pointerup", to);
}

describe("sortable list", () => {
  beforeEach(() => {
    const rows = ["a", "b", "c"].map(
      (id) =>
        `<li id="${id}" data-item><span data-grip>=</span><input type="hidden" name="stage" value="${id}" form="order"></li>`,
    );
    mount(
      `<form id="order"></form><ol data-controller="sortable-list" data-form="order">${rows.join("")}</ol>`,
      { "sortable-list": SortableList },
    );
    document.querySelectorAll<HTMLElement>("[data-item]").forEach((row) => {
      row.getBoundingClientRect = () => {
        const place = [...row.parentElement!.children].indexOf(row);
        return { top: place * ROW, height: ROW } as DOMRect;
      };
    });
    sent = [];
    get<HTMLFormElement>("#order").requestSubmit = () => void sent.push(order());
  });

  it("sends the new order when an item was dragged elsewhere", () => {
    drag("a", 2.9 * ROW);
    expect(sent).toEqual(["bca"]);
  });

  it("drags upwards, too", () => {
    drag("c", 2);
    expect(sent).toEqual(["cab"]);
  });

  it("sends nothing when the item is back where it was", () => {
    drag("b", 1.4 * ROW);
    expect(sent).toEqual([]);
    expect(order()).toBe("abc");
  });

  it("puts the item back on Escape", () => {
    const grip = get("#a [data-grip]");
    pointer(grip, "pointerdown");
    pointer(grip, "pointermove", 2.9 * ROW);
    expect(order()).toBe("bca");
    press(document, "Escape");
    pointer(grip, "pointerup", 2.9 * ROW);
    expect(order()).toBe("abc");
    expect(sent).toEqual([]);
  });

  it("drags by the grip alone, and with the first button alone", () => {
    pointer(get("#a"), "pointerdown");
    pointer(get("#a"), "pointermove", 2.9 * ROW);
    pointer(get("#a [data-grip]"), "pointerdown", 0, 2);
    pointer(get("#a"), "pointermove", 2.9 * ROW);
    expect(order()).toBe("abc");
  });

  it("does not open the item when the grip is pressed", () => {
    expect(pointer(get("#a [data-grip]"), "click").defaultPrevented).toBe(true);
    expect(pointer(get("#a"), "click").defaultPrevented).toBe(false);
  });
});
