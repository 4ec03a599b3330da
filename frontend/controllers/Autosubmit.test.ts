import { beforeEach, describe, expect, it, vi } from "vitest";
import { get, mount, type } from "../core/testing";
import Autosubmit from "./Autosubmit";

describe("autosubmit", () => {
  let sent = vi.fn();
  beforeEach(() => {
    vi.useFakeTimers();
    mount(
      '<form data-controller="autosubmit"><input type="search" name="q"><select name="s"><option>a<option>b</select></form>',
      { autosubmit: Autosubmit },
    );
    sent = vi.fn();
    get<HTMLFormElement>("form").requestSubmit = sent;
  });

  it("waits until the typing rests", () => {
    type(get<HTMLInputElement>("input"), "ma");
    vi.advanceTimersByTime(200);
    type(get<HTMLInputElement>("input"), "may");
    vi.advanceTimersByTime(299);
    expect(sent).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(sent).toHaveBeenCalledTimes(1);
  });

  it("sends a choice at once, and nothing when nothing changed", () => {
    get<HTMLSelectElement>("select").value = "b";
    get("select").dispatchEvent(new Event("change", { bubbles: true }));
    get("select").dispatchEvent(new Event("change", { bubbles: true }));
    expect(sent).toHaveBeenCalledTimes(1);
  });
});
