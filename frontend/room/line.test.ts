import { afterEach, describe, expect, it, vi } from "vitest";
import { correct } from "./Captions";
import { loudness } from "./Level";
import { offer } from "./placing";
import { probe } from "./probe";
import { read } from "./protocol";
import { Watch, isWeak, measure } from "./quality";
import { Busy, Closed } from "./Room";
import { Samples } from "./samples";
import { Stall } from "./stall";

const answers = (...given: (Response | Error)[]) => {
  const asked: RequestInit[] = [];
  vi.stubGlobal("fetch", async (_url: string, init: RequestInit) => {
    asked.push(init);
    const now = given.length > 1 ? given.shift() : given[0];
    if (now instanceof Error) throw now;
    return now?.clone();
  });
  return asked;
};
const json = (body: unknown, init: ResponseInit = {}) => new Response(JSON.stringify(body), init);
const good = { rtt_ms: 40, jitter_ms: 5, loss: 0, bitrate: 32 };

describe("the line", () => {
  afterEach(() => vi.useRealTimers());

  it("reads the worker's messages and leaves alone what it does not know", () => {
    const caption = { type: "caption", who: "candidate", text: "Hi", final: true, turn: null };
    expect(read(JSON.stringify(caption))).toEqual(caption);
    expect(read('{"type":"over"}')).toEqual({ type: "over" });
    for (const strange of ["{", "null", "[]", '{"type":"toString"}', '{"type":"state","who":"nobody"}', new Blob()])
      expect(read(strange)).toBeUndefined();
    expect(read(JSON.stringify({ ...caption, text: 3 }))).toBeUndefined();
    expect(read('{"type":"standing","question":"","done":-1,"planned":2,"ended":false}')).toBeUndefined();
    expect(read('{"type":"trouble","what":"moved"}')).toEqual({ type: "trouble", what: "moved" });
  });

  it("tells that nothing arrives any more after two seconds, and that it does again at once", () => {
    const told: string[] = [];
    const stall = new Stall((state) => told.push(state));
    for (const [arrived, at] of [[0, 0], [0, 5000], [50, 6000], [50, 7900]] as const) stall.take(arrived, at);
    expect(told).toEqual([]);
    stall.take(50, 8000);
    stall.take(50, 20_000);
    stall.take(51, 21_000);
    expect(told).toEqual(["lost", "up"]);
  });

  it("offers a call and reads what the door says", async () => {
    const asked = answers(json({ type: "answer", sdp: "v=0" }));
    expect(await offer("/call/", "v=0\r\n")).toBe("v=0");
    expect(JSON.parse(String(asked[0]?.body))).toEqual({ sdp: "v=0\r\n", type: "offer" });
    answers(new Response("", { status: 503, headers: { "Retry-After": "7" } }));
    await expect(offer("/call/", "")).rejects.toEqual(new Busy(7));
    answers(new Response("", { status: 403 }));
    await expect(offer("/call/", "")).rejects.toBeInstanceOf(Closed);
    answers(new Response("", { status: 500 }));
    await expect(offer("/call/", "")).rejects.not.toBeInstanceOf(Closed);
  });

  it("measures from the differences, and calls a line weak by any of three signs", () => {
    const stats = (received: number, lost: number, bytes: number) => [
      { type: "candidate-pair", state: "succeeded", nominated: true, currentRoundTripTime: 0.12 },
      { type: "inbound-rtp", kind: "audio", jitter: 0.02, packetsReceived: received, packetsLost: lost, bytesReceived: bytes },
    ];
    const first = measure(stats(100, 0, 1000), 0);
    const { sample } = measure(stats(190, 10, 21_000), 5000, first.totals);
    expect(sample).toEqual({ rtt_ms: 120, jitter_ms: 20, loss: 0.1, bitrate: 32 });
    expect([good, { ...good, rtt_ms: 301 }, { ...good, jitter_ms: 51 }, sample].map(isWeak)).toEqual([false, true, true, true]);
  });

  it("lets the picture go first and offers the keyboard next, each after three weak samples in a row", () => {
    const did: string[] = [];
    const watch = new Watch(true, { dropVideo: () => did.push("video"), offerTyping: () => did.push("typing") });
    const weak = { ...good, loss: 0.2 };
    [weak, weak, good, weak, weak].forEach((each) => watch.take(each));
    expect(did).toEqual([]);
    watch.take(weak);
    expect(did).toEqual(["video"]);
    [weak, weak, weak].forEach((each) => watch.take(each));
    expect(did).toEqual(["video", "typing"]);
  });

  it("sends samples in batches and keeps those that did not arrive", async () => {
    const asked = answers(new Error("down"), json({}));
    let at = 0;
    const samples = new Samples("/samples/", () => (at += 5000));
    samples.take(good);
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    await new Promise((resolve) => setTimeout(resolve));
    for (let n = 0; n < 5; n += 1) samples.take(good);
    expect(asked).toHaveLength(1);
    await samples.send();
    await samples.send();
    expect(asked).toHaveLength(2);
    expect(JSON.parse(String(asked[1]?.body)).samples).toHaveLength(6);
  });

  it.each([
    [[json({ speaks: true, waits: 0 })], 20, { kind: "good", ms: 20, waits: 0 }],
    [[json({ speaks: true, waits: 15 })], 900, { kind: "slow", ms: 900, waits: 15 }],
    [[json({ speaks: false, waits: 0 })], 20, { kind: "closed" }],
    [[new Response("", { status: 403 })], 20, { kind: "closed" }],
    [[new Error("down")], 20, { kind: "none" }],
  ])("tells how the way to the server is", async (given, took, expected) => {
    answers(...given);
    let at = 0;
    let half = 0;
    expect(await probe("/call/", () => (half++ % 2 ? (at += took) : at))).toEqual(expected);
  });

  it("says why a correction was not kept", async () => {
    const asked = answers(new Response(null, { status: 204 }));
    expect(await correct("/turns/1/", "I call")).toBeUndefined();
    expect(String(asked[0]?.body)).toBe("text=I+call");
    answers(new Response("Write what you said.", { status: 422 }));
    expect(await correct("/turns/1/", "")).toBe("Write what you said.");
    answers(new Error("down"));
    expect(await correct("/turns/1/", "x")).toBe("");
  });

  it("knows a full wave from silence", () => {
    expect(loudness(new Float32Array([1, -1, 1, -1]))).toBe(0);
    expect(loudness(new Float32Array(4))).toBe(-100);
  });
});
