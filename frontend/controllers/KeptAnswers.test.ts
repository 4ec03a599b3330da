import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import htmx from "htmx.org";
import { get, mount, send, type } from "../core/testing";
import KeptAnswers from "./KeptAnswers";

const page = (text = "", slider = "") => `
<form data-controller="kept-answers" data-kept="one" data-waiting="Kept here." data-elsewhere="You had: {text}">
  <div id="at-q1" hx-post="/a/1"><input name="q1" value="${text}"><p role="status"></p></div>
  <div id="at-q2" hx-post="/a/2"><input type="checkbox" name="q2" value="Early"><input type="checkbox" name="q2" value="Late"><p role="status"></p></div>
  <div id="at-q3" hx-post="/a/3"><input name="q3" value="${slider}"><input type="range" name="q3-slider" min="0" max="10" value="5"><p role="status"></p></div>
  <button>Go</button>
</form>`;
const open = (text = "", slider = "") => mount(page(text, slider), { "kept-answers": KeptAnswers });
const note = (unit: string) => get(`#${unit} [role="status"]`).textContent;
const tell = (unit: string, name: string, status = 0) =>
  get(`#${unit}`).dispatchEvent(new CustomEvent(name, { bubbles: true, detail: { xhr: { status } } }));
const answer = (unit: string, status: number) => {
  tell(unit, "htmx:beforeRequest");
  tell(unit, "htmx:afterRequest", status);
};
const box = () => get<HTMLInputElement>("input[name=q1]");

describe("answers that wait for the network", () => {
  let resent: string[];
  beforeEach(() => {
    localStorage.clear();
    vi.useFakeTimers();
    resent = [];
    vi.spyOn(htmx, "trigger").mockImplementation((unit) => resent.push((unit as HTMLElement).id) > 0);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it("stand in the browser until the server has them", () => {
    open();
    type(box(), "glass");
    expect(localStorage.getItem("form:one")).toContain("glass");
    answer("at-q1", 200);
    expect(localStorage.getItem("form:one")).toBeNull();
  });

  it("say so and are sent again, later each time, and at once when the network is back", () => {
    open();
    type(box(), "glass");
    answer("at-q1", 0);
    expect(note("at-q1")).toBe("Kept here.");
    vi.advanceTimersByTime(1000);
    answer("at-q1", 503);
    vi.advanceTimersByTime(1000);
    expect(resent).toEqual(["at-q1"]);
    window.dispatchEvent(new Event("online"));
    expect(resent).toEqual(["at-q1", "at-q1"]);
  });

  it("are there again after the page was closed, in words, choices and on the slider", () => {
    open();
    type(box(), "glass");
    get<HTMLInputElement>("[value=Late]").click();
    type(get<HTMLInputElement>("[name=q3]"), "8");
    open();
    expect(box().value).toBe("glass");
    expect(get<HTMLInputElement>("[value=Late]").checked).toBe(true);
    expect(get<HTMLInputElement>("[name=q3-slider]").value).toBe("8");
    expect(resent).toEqual(["at-q1", "at-q2", "at-q3"]);
  });

  it("do not undo what another device has answered since, and are told", () => {
    open();
    type(box(), "glass");
    open("steel");
    expect(box().value).toBe("steel");
    expect(note("at-q1")).toBe("You had: glass");
    expect(resent).toEqual([]);
  });

  it("are kept while more was typed than what arrived", () => {
    open();
    type(box(), "gla");
    tell("at-q1", "htmx:beforeRequest");
    type(box(), "glass");
    tell("at-q1", "htmx:afterRequest", 200);
    expect(localStorage.getItem("form:one")).toContain("glass");
  });

  it("hold the form back while they cannot be sent, and let it go once they have arrived", () => {
    open();
    const form = get<HTMLFormElement>("form");
    const gone = vi.spyOn(form, "requestSubmit").mockImplementation(() => undefined);
    type(box(), "glass");
    expect(send(form).defaultPrevented).toBe(false);
    answer("at-q1", 0);
    expect(send(form).defaultPrevented).toBe(true);
    answer("at-q1", 200);
    expect(gone).toHaveBeenCalledTimes(1);
  });

  it("are not sent again when a field is only left", () => {
    open();
    const leave = () => {
      const event = new CustomEvent("htmx:beforeRequest", { bubbles: true, cancelable: true, detail: {} });
      return !get("#at-q1").dispatchEvent(event);
    };
    type(box(), "glass");
    expect(leave()).toBe(false);
    tell("at-q1", "htmx:afterRequest", 200);
    expect(leave()).toBe(true);
    type(box(), "steel");
    expect(leave()).toBe(false);
  });

  it("are counted by the newest count, whichever arrives last", () => {
    open();
    const swap = (shown: string, fresh: string) => {
      const target = document.createElement("p");
      target.dataset.at = shown;
      document.body.append(target);
      const fragment = document.createElement("div");
      fragment.innerHTML = `<p data-at="${fresh}"></p>`;
      const detail = { target, fragment };
      return target.dispatchEvent(
        new CustomEvent("htmx:oobBeforeSwap", { bubbles: true, cancelable: true, detail }),
      );
    };
    expect(swap("2.5", "2.4")).toBe(false);
    expect(swap("2.5", "2.6")).toBe(true);
  });

  it("show on the box what the slider says", () => {
    open();
    type(get<HTMLInputElement>("[name=q3-slider]"), "7");
    expect(get<HTMLInputElement>("[name=q3]").value).toBe("7");
  });

  it("keep a sentence of the server about a refused answer to the server, and the words in the browser", () => {
    open();
    type(box(), "five");
    answer("at-q1", 422);
    vi.advanceTimersByTime(60_000);
    expect(resent).toEqual([]);
    expect(localStorage.getItem("form:one")).toContain("five");
  });
});
