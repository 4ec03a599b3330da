import { describe, expect, it, vi } from "vitest";
import { get, mount, press } from "../core/testing";
import SidebarToggle from "./SidebarToggle";

const page = `<div class="app" data-controller="sidebar-toggle"><aside class="sidebar-rail"><nav class="nav"><a href="#x">One</a></nav></aside>
  <button data-sidebar-toggle></button><main>Page</main></div>`;
const start = (narrow: boolean) => {
  vi.stubGlobal("matchMedia", () => ({ matches: narrow }));
  mount(page, { "sidebar-toggle": SidebarToggle });
};

describe("sidebar toggle", () => {
  it("folds on a desktop and tells the server for the next page", () => {
    start(false);
    get("button").click();
    expect(document.cookie).toContain("sidebar=folded");
    expect(get(".app").classList.contains("is-folded")).toBe(true);
    expect(get("button").getAttribute("aria-expanded")).toBe("false");
  });

  it("opens over the page on a phone, takes the focus, and closes on Escape or beside it", () => {
    start(true);
    get("button").click();
    expect(get(".app").classList.contains("is-open")).toBe(true);
    expect(document.activeElement).toBe(get(".nav a"));
    press(get(".nav a"), "Escape");
    expect(get(".app").classList.contains("is-open")).toBe(false);
    expect(document.activeElement).toBe(get("button"));
    get("button").click();
    get("main").click();
    expect(get(".app").classList.contains("is-open")).toBe(false);
  });
});
