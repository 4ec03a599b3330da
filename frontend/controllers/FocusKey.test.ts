import { beforeEach, describe, expect, it } from "vitest";
import { get, mount, press } from "../core/testing";
import FocusKey from "./FocusKey";

describe("focus key", () => {
  beforeEach(() =>
    mount(
      '<input id="search" data-controller="focus-key" data-key="/" data-control-key="k"><textarea></textarea>',
      { "focus-key": FocusKey },
    ),
  );

  it("puts the focus into the search on / and on Ctrl-K", () => {
    expect(press(document.body, "/").defaultPrevented).toBe(true);
    expect(document.activeElement).toBe(get("#search"));
    get("#search").blur();
    press(document.body, "k", { ctrlKey: true });
    expect(document.activeElement).toBe(get("#search"));
  });

  it("leaves a slash alone where somebody is typing", () => {
    get("textarea").focus();
    expect(press(get("textarea"), "/").defaultPrevented).toBe(false);
    expect(document.activeElement).toBe(get("textarea"));
  });
});
