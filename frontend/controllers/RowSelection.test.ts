import { beforeEach, describe, expect, it } from "vitest";
import { get, mount } from "../core/testing";
import RowSelection from "./RowSelection";

const page = (
  ...ids: string[]
) => `<div data-controller="row-selection" data-list="candidates" data-total="412">
  <input type="checkbox" data-select-page><ul>${ids.map((id) => `<li data-row><input type="checkbox" data-select value="${id}"></li>`).join("")}</ul>
  <div data-bulk-bar hidden data-some="{n} selected" data-all="All {n} selected"><span data-selected-count></span>
  <button id="all" data-select-matching></button><button id="none" data-select-none></button><form><span data-selected-fields></span></form></div></div>`;
const show = (...ids: string[]) => mount(page(...ids), { "row-selection": RowSelection });
const tick = (id: string) => get<HTMLInputElement>(`[value="${id}"]`).click();
const said = () => (get("[data-bulk-bar]").hidden ? "" : get("[data-selected-count]").textContent);
const sent = () =>
  [...new FormData(get<HTMLFormElement>("form"))].map(([name, value]) => `${name}=${String(value)}`);

describe("row selection", () => {
  beforeEach(() => sessionStorage.clear());

  it("survives paging", () => {
    show("1", "2");
    tick("1");
    show("3", "4");
    expect(said()).toBe("1 selected");
    tick("4");
    show("1", "2");
    expect(get<HTMLInputElement>('[value="1"]').checked).toBe(true);
    expect(sent()).toEqual(["selected=1", "selected=4"]);
  });

  it("ticks the page, shows half a page as mixed, and can be cleared", () => {
    show("1", "2");
    tick("1");
    expect(get<HTMLInputElement>("[data-select-page]").indeterminate).toBe(true);
    get("[data-select-page]").click();
    expect(said()).toBe("2 selected");
    get("#none").click();
    expect(said()).toBe("");
    expect(sent()).toEqual([]);
  });

  it("tells everything that matches from everything on the page", () => {
    show("1", "2");
    tick("1");
    get("#all").click();
    expect(said()).toBe("All 412 selected");
    expect(sent()).toEqual(["all_matching=1"]);
  });

  it("falls back to the rows that are still ticked on the page when one is taken out of everything", () => {
    show("1", "2", "3");
    get("#all").click();
    tick("2");
    expect(sent()).toEqual(["selected=1", "selected=3"]);
  });

  it("sends a row of this page once where its box is part of the form", () => {
    const inForm = (
      id: string,
    ) => `<form data-controller="row-selection" data-list="c" data-name="application"><span data-selected-fields></span>
      <input type="checkbox" data-select name="application" value="${id}"></form>`;
    mount(inForm("1"), { "row-selection": RowSelection });
    tick("1");
    expect(sent()).toEqual(["application=1"]);
    mount(inForm("2"), { "row-selection": RowSelection });
    tick("2");
    expect(sent()).toEqual(["application=1", "application=2"]);
  });
});
