import { beforeEach, describe, expect, it } from "vitest";
import { get, mount } from "../core/testing";
import EvidenceLinks, { markSpan } from "./EvidenceLinks";

describe("evidence links", () => {
  beforeEach(() => {
    mount(
      `<div data-controller="evidence-links"><a data-turn href="#t1" data-start="2" data-end="6">01:00</a><a id="other" data-turn href="#t2">02:00</a>
       <p class="turn" id="t1"><span data-words>😀 held it</span></p><p class="turn" id="t2"><span data-words>No</span></p></div>`,
      { "evidence-links": EvidenceLinks },
    );
    HTMLElement.prototype.scrollIntoView = () => undefined;
  });

  it("marks the turn and the exact words, counted as people count", () => {
    get("a").click();
    expect(get("#t1").classList.contains("is-marked")).toBe(true);
    expect(get("mark").textContent).toBe("held");
    expect(get("[data-words]").textContent).toBe("😀 held it");
    expect(document.activeElement).toBe(get("#t1"));
  });

  it("marks one turn at a time", () => {
    get("a").click();
    get("#other").click();
    expect([...document.querySelectorAll(".is-marked")].map((turn) => turn.id)).toEqual(["t2"]);
  });

  it("marks nothing for a span that the words do not have", () => {
    markSpan(get("#t2 [data-words]"), 0, 40);
    expect(document.querySelector("mark")).toBeNull();
  });
});
