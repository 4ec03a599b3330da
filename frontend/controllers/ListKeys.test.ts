import { beforeEach, describe, expect, it } from "vitest";
import { get, mount, press } from "../core/testing";
import ListKeys from "./ListKeys";

const row = (n: number) =>
  `<li data-row><input type="checkbox" id="box${n}"><a id="row${n}" href="#${n}">Row ${n}</a></li>`;

describe("list keys", () => {
  beforeEach(() =>
    mount(`<ul data-controller="list-keys">${row(1)}${row(2)}${row(3)}</ul><input id="search">`, {
      "list-keys": ListKeys,
    }),
  );

  it("walks with j and k and stops at the ends", () => {
    const path = ["j", "j", "j", "j", "k"].map((key) => {
      press(document.body, key);
      return document.activeElement?.id;
    });
    expect(path).toEqual(["row1", "row2", "row3", "row3", "row2"]);
  });

  it("walks with the arrows only when it has the focus", () => {
    press(document.body, "ArrowDown");
    expect(document.activeElement?.id).not.toBe("row1");
    press(document.body, "j");
    press(get("#row1"), "ArrowDown");
    expect(document.activeElement?.id).toBe("row2");
  });

  it("ticks the row with x, and leaves typed letters alone", () => {
    press(document.body, "j");
    press(get("#row1"), "x");
    expect(get<HTMLInputElement>("#box1").checked).toBe(true);
    get("#search").focus();
    press(get("#search"), "j");
    expect(document.activeElement?.id).toBe("search");
  });
});
