import { beforeEach, describe, expect, it, vi } from "vitest";
import { get, mount } from "../core/testing";
import TickAll from "./TickAll";

const boxes = () => [...document.querySelectorAll<HTMLInputElement>("input[name=types]")].map((each) => each.checked);

describe("tick all", () => {
  const sent = vi.fn((event: Event) => event.preventDefault());
  beforeEach(() => {
    sent.mockClear();
    mount(
      `<form data-controller="tick-all"><input type="checkbox" role="switch" name="on">
      <button data-tick="all"><span id="all">All</span></button><button id="none" data-tick="none">None</button>
      <input type="checkbox" name="types" checked><input type="checkbox" name="types"></form>`,
      { "tick-all": TickAll },
    );
    get("form").addEventListener("submit", sent);
  });

  it("ticks every box and none of the switches, without sending the form", () => {
    get("#all").click();
    expect(boxes()).toEqual([true, true]);
    expect(get<HTMLInputElement>("[role=switch]").checked).toBe(false);
    expect(sent).not.toHaveBeenCalled();
  });

  it("takes every tick away again", () => {
    get("#none").click();
    expect(boxes()).toEqual([false, false]);
  });
});
