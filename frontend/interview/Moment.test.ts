import { beforeEach, describe, expect, it, vi } from "vitest";
import { get, mount } from "../core/testing";
import Moment, { clock } from "./Moment";

describe("I need a moment", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    mount(
      `<div data-controller="moment"><section data-moment-panel hidden><span data-elapsed></span><button id="end" data-moment-end></button></section>
       <div id="rest" data-moment-hides><textarea>half an answer</textarea><button id="start" data-moment-start></button></div></div>`,
      { moment: Moment },
    );
  });

  it("hides the rest, counts up without a limit, and comes back to the answer as it was", () => {
    get("#start").click();
    expect([get("section").hidden, get("#rest").hidden]).toEqual([false, true]);
    expect(document.activeElement?.id).toBe("end");
    vi.advanceTimersByTime(3_725_000);
    expect(get("[data-elapsed]").textContent).toBe("62:05");
    get("#end").click();
    expect([get("section").hidden, get("#rest").hidden]).toEqual([true, false]);
    expect(get<HTMLTextAreaElement>("textarea").value).toBe("half an answer");
    expect(document.activeElement).toBe(get("textarea"));
  });

  it("silences speech in and out", () => {
    const heard = vi.fn();
    document.addEventListener("conversation:paused", heard, { once: true });
    get("#start").click();
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it("reads like a clock", () => {
    expect([clock(0), clock(9), clock(102)]).toEqual(["0:00", "0:09", "1:42"]);
  });
});
