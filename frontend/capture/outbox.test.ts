import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { settle } from "../core/testing";
import { Outbox, packed } from "./outbox";
import type { Outcome, post } from "./post";

const kept: Outcome = { kind: "kept", visit: "a", screen: true, ms: 12 };
const parcel = (body: string) => ({ url: "/events/", body, large: false });

function outbox(...outcomes: Outcome[]) {
  return outboxOf("a", ...outcomes);
}

function outboxOf(visit: string, ...outcomes: Outcome[]) {
  const bodies: string[] = [];
  const urls: string[] = [];
  const send: typeof post = async (url, body) => {
    urls.push(url);
    bodies.push(String(body));
    return outcomes.shift() ?? kept;
  };
  const [told, ended] = [vi.fn(), vi.fn()];
  return { box: new Outbox(told, ended, visit, send), bodies, urls, told, ended };
}

beforeEach(() => {
  vi.useFakeTimers();
  sessionStorage.clear();
});
afterEach(() => vi.useRealTimers());

describe("the outbox of what was noticed", () => {
  it("sends one after another and says when each was sent", async () => {
    const { box, bodies, urls, told } = outbox();
    box.put(parcel("one"));
    box.put(parcel("two"));
    await settle();
    expect(bodies).toEqual(["one", "two"]);
    expect(urls[0]).toMatch(/^\/events\/\?sent=\d+$/);
    expect(told).toHaveBeenCalledTimes(2);
    expect(box.ms).toBe(12);
  });

  it("tries again what did not arrive, before what came later, and counts the loss", async () => {
    const { box, bodies } = outbox({ kind: "later" }, { kind: "later" });
    box.put(parcel("one"));
    await settle();
    box.put(parcel("two"));
    await settle();
    expect(bodies).toEqual(["one", "one"]);
    await vi.advanceTimersByTimeAsync(4000);
    expect(bodies).toEqual(["one", "one", "one", "two"]);
    expect(box.lost).toBe(2);
  });

  it("lets go what will never be taken, and everything once the server says stop", async () => {
    const { box, bodies, ended } = outbox({ kind: "drop" }, { kind: "stop" });
    box.put(parcel("one"));
    box.put(parcel("two"));
    box.put(parcel("three"));
    await settle();
    box.put(parcel("four"));
    await settle();
    expect(bodies).toEqual(["one", "two"]);
    expect(ended).toHaveBeenCalledOnce();
  });

  it("leaves in the tab what does not fit when the page goes, and the next page sends it", async () => {
    const { box, bodies } = outbox({ kind: "later" });
    box.put(parcel("small"));
    await settle();
    box.put(parcel("x".repeat(50_000)));
    box.hurry();
    expect(bodies.slice(1)).toEqual(["small", "small"]);
    const next = outbox();
    await next.box.go();
    expect(next.bodies.map((body) => body.length)).toEqual([50_000]);
    expect(sessionStorage.length).toBe(0);
  });

  it("sends nothing that another candidate left in this tab", async () => {
    const before = outbox({ kind: "later" });
    before.box.put(parcel("x".repeat(50_000)));
    await settle();
    before.box.hurry();
    const next = outboxOf("b");
    await next.box.go();
    expect(next.bodies).toEqual([]);
    expect(sessionStorage.length).toBe(0);
  });

  it("packs with gzip, and what is packed can be unpacked", async () => {
    vi.useRealTimers();
    const small = await packed("words ".repeat(1000));
    const stream = new Blob([small]).stream().pipeThrough(new DecompressionStream("gzip"));
    expect(small.length).toBeLessThan(200);
    expect(await new Response(stream).text()).toBe("words ".repeat(1000));
  });
});
