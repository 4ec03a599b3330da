import { beforeEach, describe, expect, it, vi } from "vitest";
import { get, mount } from "../core/testing";
import Toast from "./Toast";

describe("toast", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    mount(
      '<div class="toast" data-controller="toast"><form><button>Undo</button></form><button data-close></button></div>',
      { toast: Toast },
    );
  });
  const shown = () => document.querySelector(".toast") !== null;

  it("goes after ten seconds", () => {
    vi.advanceTimersByTime(9999);
    expect(shown()).toBe(true);
    vi.advanceTimersByTime(1);
    expect(shown()).toBe(false);
  });

  it("stays while it holds the focus or the pointer", () => {
    get(".toast").dispatchEvent(new Event("focusin"));
    vi.advanceTimersByTime(60_000);
    expect(shown()).toBe(true);
    get(".toast").dispatchEvent(new Event("focusout"));
    vi.advanceTimersByTime(10_000);
    expect(shown()).toBe(false);
  });

  it("goes when it is closed or its undo has arrived, and stays when the undo failed", () => {
    get(".toast").dispatchEvent(new CustomEvent("htmx:afterRequest", { detail: { successful: false } }));
    expect(shown()).toBe(true);
    get("[data-close]").click();
    expect(shown()).toBe(false);
  });
});
