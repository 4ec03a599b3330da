import { beforeEach, describe, expect, it, vi } from "vitest";
import { get, mount, press } from "../core/testing";
import CancelKey from "./CancelKey";

describe("cancel key", () => {
  const left = vi.fn();
  const heard = vi.fn();
  beforeEach(() => {
    left.mockClear();
    heard.mockClear();
    mount(
      `<main><form data-controller="cancel-key"><input><button type="button" data-cancel>Leave</button></form></main>`,
      { "cancel-key": CancelKey },
    );
    get("[data-cancel]").addEventListener("click", left);
    get("main").addEventListener("keydown", heard);
  });

  it("leaves with Escape, and nothing around it hears of the key", () => {
    press(get("input"), "Escape");
    expect(left).toHaveBeenCalledOnce();
    expect(heard).not.toHaveBeenCalled();
  });

  it("lets every other key through", () => {
    press(get("input"), "Enter");
    expect(left).not.toHaveBeenCalled();
    expect(heard).toHaveBeenCalledOnce();
  });
});
