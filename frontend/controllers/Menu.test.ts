import { beforeEach, describe, expect, it } from "vitest";
import { get, mount, press } from "../core/testing";
import Menu from "./Menu";

const page = `<details data-controller="menu"><summary tabindex="0">Actions</summary><ul class="menu">
  <li><button id="a">Shortlist</button></li><li><a id="b" href="#x">Dismiss</a></li><li><button id="c" disabled>Off</button></li></ul></details><p>Beside</p>`;

describe("menu", () => {
  beforeEach(() => mount(page, { menu: Menu }));
  const menu = () => get<HTMLDetailsElement>("details");

  it("opens with the arrow key and goes round, leaving out what is off", () => {
    get("summary").focus();
    const path = ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"].map((key) => {
      press(document.activeElement ?? document, key);
      return document.activeElement?.id;
    });
    expect(menu().open).toBe(true);
    expect(path).toEqual(["a", "b", "a", "b"]);
  });

  it("goes to the ends and to a first letter", () => {
    menu().open = true;
    press(get("summary"), "End");
    expect(document.activeElement?.id).toBe("b");
    press(get("#b"), "s");
    expect(document.activeElement?.id).toBe("a");
  });

  it("closes on Escape and gives the focus back", () => {
    menu().open = true;
    get("#a").focus();
    press(get("#a"), "Escape");
    expect(menu().open).toBe(false);
    expect(document.activeElement).toBe(get("summary"));
  });

  it("closes on a press beside it and on a choice", () => {
    menu().open = true;
    get("p").click();
    expect(menu().open).toBe(false);
    menu().open = true;
    get("#a").click();
    expect(menu().open).toBe(false);
  });
});
