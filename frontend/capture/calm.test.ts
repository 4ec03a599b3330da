import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { settle } from "../core/testing";
import { Calm, calmed } from "./calm";

const box = () => document.querySelector("p")!;
const known = (node: Node) => node.nodeName === "B";
const added = (records: MutationRecord[]) =>
  records.flatMap((record) => [...record.addedNodes]).map((node) => node.textContent);

let handed: string[][] = [];
let stop = () => undefined as void;

/** Watches the page as a recorder would, calmed. */
function watching(): () => void {
  const { begun, flush } = calmed(() => {
    const Observer = MutationObserver.prototype.constructor as typeof MutationObserver;
    return new Observer((records) => handed.push(added(records).map(String)));
  }, known);
  begun.observe(document.body, { childList: true, subtree: true });
  stop = () => begun.disconnect();
  return flush;
}

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = "<p>none</p>";
  handed = [];
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

describe("a page that changes, to its recorder", () => {
  it("is told of at once where it was quiet, then once a second, without what came and went", async () => {
    watching();
    for (const word of ["one", "two", "three", "four"]) {
      box().textContent = word;
      await settle();
    }
    expect(handed).toEqual([["one"]]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(handed).toEqual([["one"], ["four"]]);
    await vi.advanceTimersByTimeAsync(5000);
    box().textContent = "five";
    await settle();
    expect(handed).toEqual([["one"], ["four"], ["five"]]);
  });

  it("is told of in full when it is asked for, and not again after", async () => {
    const flush = watching();
    box().textContent = "one";
    await settle();
    box().textContent = "two";
    await settle();
    flush();
    flush();
    await vi.advanceTimersByTimeAsync(5000);
    expect(handed).toEqual([["one"], ["two"]]);
  });

  it("keeps that a known element went, and leaves out what came and went", () => {
    const [passing, lasting] = [document.createElement("i"), document.createElement("b")];
    const record = (what: { in?: Node[]; out?: Node[] }) =>
      ({ type: "childList", addedNodes: what.in ?? [], removedNodes: what.out ?? [] }) as unknown as MutationRecord;
    const taken: MutationRecord[][] = [];
    const records = [record({ out: [lasting] }), record({ in: [passing] }), record({ out: [passing] })];
    new Calm((some) => taken.push(some), known).add(records);
    expect(taken).toEqual([records.slice(0, 1)]);
  });

  it("leaves every other observer as it is", () => {
    const own = MutationObserver.prototype.constructor;
    expect(() =>
      calmed(() => {
        throw new Error("no");
      }, known),
    ).toThrow("no");
    expect(MutationObserver.prototype.constructor).toBe(own);
  });
});
