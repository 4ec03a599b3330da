import { beforeEach, describe, expect, it, vi } from "vitest";
import { get, mount } from "../core/testing";
import Announce, { announce } from "./Announce";

describe("announce", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    mount('<div data-controller="announce" role="status"></div><div class="toasts"></div>', {
      announce: Announce,
    });
  });

  it("says the newest sentence in the live region and clears it later", () => {
    announce("First");
    announce("Second");
    expect(get("[role=status]").textContent).toBe("Second");
    vi.advanceTimersByTime(8000);
    expect(get("[role=status]").textContent).toBe("");
  });

  it("shows what must be seen as a toast", () => {
    announce("It did not arrive", { visible: true });
    expect(get(".toasts").textContent).toBe("It did not arrive");
  });

  it("shows words as words, never as markup", () => {
    announce("<img src=x>", { visible: true });
    expect(document.querySelector("img")).toBeNull();
  });
});
