import { beforeEach, describe, expect, it, vi } from "vitest";
import { get, mount } from "../core/testing";
import Poll from "./Poll";

describe("poll", () => {
  let asked = vi.fn();
  beforeEach(() => {
    vi.useFakeTimers();
    asked = vi.fn();
    mount('<div data-controller="poll" data-every="1000"></div>', { poll: Poll });
    get("div").addEventListener("poll", asked);
  });

  it("asks at its pace", () => {
    vi.advanceTimersByTime(3000);
    expect(asked).toHaveBeenCalledTimes(3);
  });

  it("asks less often while answers fail", () => {
    const fail = () =>
      get("div").dispatchEvent(new CustomEvent("htmx:afterRequest", { detail: { successful: false } }));
    fail();
    fail();
    vi.advanceTimersByTime(3999);
    expect(asked).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it("rests while nobody sees the page", () => {
    const hidden = vi.spyOn(document, "hidden", "get").mockReturnValue(true);
    vi.advanceTimersByTime(5000);
    expect(asked).not.toHaveBeenCalled();
    hidden.mockReturnValue(false);
    document.dispatchEvent(new Event("visibilitychange"));
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it("waits, where it is told to, while something typed inside has not been sent", () => {
    const element = get("div");
    element.innerHTML = '<textarea></textarea><input value="kept">';
    const box = get<HTMLTextAreaElement>("textarea");
    box.value = "Ask about";
    vi.advanceTimersByTime(1000);
    expect(asked).toHaveBeenCalledTimes(1);
    element.dataset.waits = "";
    vi.advanceTimersByTime(2000);
    expect(asked).toHaveBeenCalledTimes(1);
    box.value = "";
    vi.advanceTimersByTime(1000);
    expect(asked).toHaveBeenCalledTimes(2);
  });
});
