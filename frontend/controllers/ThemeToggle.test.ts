import { beforeEach, describe, expect, it } from "vitest";
import { get, mount } from "../core/testing";
import ThemeToggle, { currentTheme } from "./ThemeToggle";

const round =
  '<button data-controller="theme-toggle" data-name-system="System" data-name-light="Light" data-name-dark="Dark"></button>';

describe("theme toggle", () => {
  beforeEach(() => {
    delete document.documentElement.dataset.theme;
  });

  it("goes round system, light, dark and back, and is called what it is", () => {
    mount(round, { "theme-toggle": ThemeToggle });
    const seen = [1, 2, 3].map(() => {
      get("button").click();
      return [currentTheme(), get("button").getAttribute("aria-label")];
    });
    expect(seen).toEqual([
      ["light", "Light"],
      ["dark", "Dark"],
      ["system", "System"],
    ]);
  });

  it("keeps the choice where the server can read it", () => {
    mount(round, { "theme-toggle": ThemeToggle });
    get("button").click();
    expect(document.cookie).toContain("theme=light");
  });

  it("chooses by named buttons", () => {
    mount('<div data-controller="theme-toggle"><button data-theme-choice="dark"></button></div>', {
      "theme-toggle": ThemeToggle,
    });
    get("button").click();
    expect(document.documentElement.dataset.theme).toBe("dark");
    expect(get("button").getAttribute("aria-pressed")).toBe("true");
  });
});
