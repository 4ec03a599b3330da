import { beforeEach, describe, expect, it } from "vitest";
import { get, mount, press } from "../core/testing";
import PressKeys from "./PressKeys";

describe("press keys", () => {
  let clicked: string[];

  beforeEach(() => {
    clicked = [];
    mount(
      `<div data-controller="press-keys"><button id="three" data-key="3">3</button>
       <button id="half" data-key="Shift+3">3.5</button><button id="none" data-key="n">-</button></div>
       <input id="box">`,
      { "press-keys": PressKeys },
    );
    document.querySelectorAll("button").forEach((each) => (each.onclick = () => clicked.push(each.id)));
  });

  it.each([
    ["3", { code: "Digit3" }, "three"],
    ["#", { code: "Digit3", shiftKey: true }, "half"],
    ["n", { code: "KeyN" }, "none"],
  ])("%s presses what has its name", (key, more, id) => {
    press(document.body, key, more);
    expect(clicked).toEqual([id]);
  });

  it("presses once a page, and again on one that was come back to", () => {
    press(document.body, "n");
    press(document.body, "n");
    expect(clicked).toEqual(["none"]);
    window.dispatchEvent(new Event("pageshow"));
    press(document.body, "3", { code: "Digit3" });
    expect(clicked).toEqual(["none", "three"]);
  });

  it("leaves typed letters, chords and keys held down alone", () => {
    press(get("#box"), "n");
    press(document.body, "n", { ctrlKey: true });
    press(document.body, "n", { repeat: true });
    expect(clicked).toEqual([]);
  });
});
