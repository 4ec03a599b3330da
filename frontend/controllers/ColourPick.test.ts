import { beforeEach, describe, expect, it, vi } from "vitest";
import { get, mount, type } from "../core/testing";
import ColourPick from "./ColourPick";

const page = `<form data-controller="colour-pick"><input name="primary" value="#0B6457"><input type="color" data-pick="primary" hidden>
  <button type="submit" name="use" value="primary=#8d7400" data-use="primary" data-colour="#8d7400">Use</button></form>`;
const box = () => get<HTMLInputElement>('[name="primary"]');
const picker = () => get<HTMLInputElement>("[data-pick]");

describe("colour pick", () => {
  const heard = vi.fn();

  beforeEach(() => {
    mount(page, { "colour-pick": ColourPick });
    heard.mockClear();
    get("form").addEventListener("input", (event) => heard((event.target as HTMLElement).getAttribute("name")));
  });

  it("shows the picker with the colour that is written", () => {
    expect(picker().hidden).toBe(false);
    expect(picker().value).toBe("#0b6457");
  });

  it("writes what is picked into the box, as if it were typed there", () => {
    type(picker(), "#123456");
    expect(box().value).toBe("#123456");
    expect(heard.mock.calls.flat()).toContain("primary");
  });

  it("follows the box once it holds a whole colour", () => {
    type(box(), "#8a1");
    expect(picker().value).toBe("#0b6457");
    type(box(), "#8a1c5b");
    expect(picker().value).toBe("#8a1c5b");
  });

  it("puts in the colour a button offers and keeps the form here", () => {
    const click = new MouseEvent("click", { bubbles: true, cancelable: true });
    get("button").dispatchEvent(click);
    expect(click.defaultPrevented).toBe(true);
    expect(box().value).toBe("#8d7400");
    expect(picker().value).toBe("#8d7400");
  });
});
