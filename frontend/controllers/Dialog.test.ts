import { describe, expect, it } from "vitest";
import { get, mount } from "../core/testing";
import Dialog from "./Dialog";

const page = `<button id="first" data-opens="one"></button><button id="second" data-opens="two"></button>
  <dialog id="one" data-controller="dialog"><button data-close></button></dialog><dialog id="two" data-controller="dialog"></dialog>`;
const one = () => get<HTMLDialogElement>("#one");

describe("dialog", () => {
  it("opens from its opener and closes from inside", () => {
    mount(page, { dialog: Dialog });
    get("#first").click();
    expect(one().open).toBe(true);
    get("[data-close]").click();
    expect(one().open).toBe(false);
  });

  it("never stands on another one", () => {
    mount(page, { dialog: Dialog });
    get("#first").click();
    get("#second").click();
    expect(one().open).toBe(false);
    expect(get<HTMLDialogElement>("#two").open).toBe(true);
  });

  it("opens with the page when it came back with errors", () => {
    mount('<dialog id="one" data-controller="dialog" data-open></dialog>', { dialog: Dialog });
    expect(one().open).toBe(true);
  });

  it("closes on a press outside its box and not on one inside", () => {
    mount(page, { dialog: Dialog });
    get("#first").click();
    one().getBoundingClientRect = () => ({ left: 100, right: 200, top: 100, bottom: 200 }) as DOMRect;
    const pressAt = (clientX: number) =>
      one().dispatchEvent(new MouseEvent("click", { clientX, clientY: 150, bubbles: true }));
    pressAt(150);
    expect(one().open).toBe(true);
    pressAt(50);
    expect(one().open).toBe(false);
  });
});
