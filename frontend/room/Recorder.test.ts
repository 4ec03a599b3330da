import { createHash } from "node:crypto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type ChunkStore, MemoryStore } from "./ChunkStore";
import { Recorder } from "./Recorder";
import type { Fetch } from "./Uploader";

const URL_ = "/apply/a/b/interview/c/recordings/";

/** A browser's recorder: the test says when a second has gone by, and what was in it. */
class FakeRecorder extends EventTarget {
  static all: FakeRecorder[] = [];
  static isTypeSupported = (type: string) => type === "audio/webm";
  state = "inactive";
  constructor(_stream: unknown, readonly options: { mimeType: string }) {
    super();
    FakeRecorder.all.push(this);
  }
  start() {
    this.state = "recording";
  }
  stop() {
    this.state = "inactive";
    queueMicrotask(() => this.dispatchEvent(new Event("stop")));
  }
  second(text: string) {
    const bytes = new TextEncoder().encode(text);
    const data = { arrayBuffer: async () => bytes.buffer.slice(0) };
    this.dispatchEvent(Object.assign(new Event("dataavailable"), { data }));
  }
}

/** The server's side of the protocol. lose: requests whose answer, or whose whole, does not arrive. */
class FakeServer {
  parts = new Map<string, string>();
  closed = new Map<string, string>();
  sources: string[] = [];
  puts: string[] = [];
  lose: ("request" | "answer")[] = [];
  status = 0;
  isAway = false;

  readonly fetch: Fetch = async (url, init) => {
    if (this.isAway) throw new TypeError("offline");
    const lost = this.lose.shift();
    if (lost === "request") throw new TypeError("offline");
    const answer = this.answer(url, init);
    if (lost === "answer") throw new TypeError("offline");
    return answer;
  };

  private answer(url: string, init: RequestInit): Response {
    if (this.status) return new Response("{}", { status: this.status });
    if (url === URL_) {
      const form = init.body as URLSearchParams;
      const key = form.get("key")!;
      this.sources.push(form.get("source")!);
      if (!this.parts.has(key)) this.parts.set(key, "");
      return Response.json({ url: `${URL_}${key}/`, offset: this.parts.get(key)!.length });
    }
    const [key, rest] = url.slice(URL_.length).split("/") as [string, string];
    const held = this.parts.get(key)!;
    if (rest === "close") {
      this.closed.set(key, (init.body as URLSearchParams).get("sha256")!);
      return Response.json({ offset: held.length });
    }
    const offset = Number(new URLSearchParams(rest!.slice(1)).get("offset"));
    if (offset !== held.length) return Response.json({ offset: held.length }, { status: 409 });
    const body = new TextDecoder().decode(init.body as Uint8Array);
    this.puts.push(body);
    this.parts.set(key, held + body);
    return Response.json({ offset: held.length + body.length });
  }
}

const stream = { getVideoTracks: () => [], getTracks: () => [{}] } as unknown as MediaStream;
let server: FakeServer;
let store: ChunkStore;
let told: string[];

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("MediaRecorder", FakeRecorder);
  FakeRecorder.all = [];
  [server, store, told] = [new FakeServer(), new MemoryStore(), []];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const recorder = () =>
  new Recorder({ url: URL_, stream, store, told: (each) => told.push(each), send: server.fetch });
const tick = (ms = 1000) => vi.advanceTimersByTimeAsync(ms);
const sha = (text: string) => createHash("sha256").update(text).digest("hex");
async function seconds(...texts: string[]) {
  for (const text of texts) {
    FakeRecorder.all.at(-1)!.second(text);
    await tick();
  }
}
async function stop(of: Recorder): Promise<boolean> {
  const stopped = of.stop(40_000);
  await tick(41_000);
  return stopped;
}

test("every second goes to the server as it comes, and the whole is closed with its hash", async () => {
  const mine = recorder();
  expect(mine.start()).toBe(true);
  await seconds("one", "two", "three");
  expect(server.puts).toEqual(["one", "two", "three"]);
  expect(await stop(mine)).toBe(true);
  const [[key, bytes]] = [...server.parts] as [[string, string]];
  expect(bytes).toBe("onetwothree");
  expect(server.closed.get(key)).toBe(sha("onetwothree"));
  expect(await store.segments(URL_)).toEqual([]);
  expect(server.sources).toEqual(["candidate_audio"]);
});

test("after a cut what has waited goes in one piece, and a lost answer doubles nothing", async () => {
  const mine = recorder();
  mine.start();
  await seconds("one");
  server.lose = ["request", "request", "request", "answer"];
  await seconds("two", "three", "four");
  expect(told).toContain("waiting");
  await tick(20_000);
  await seconds("five");
  expect([...server.parts.values()]).toEqual(["onetwothreefourfive"]);
  window.dispatchEvent(new Event("online"));
  expect(await stop(mine)).toBe(true);
  expect([...server.closed.values()]).toEqual([sha("onetwothreefourfive")]);
});

const cuts = [12, 60].flatMap((length) => [0, 1, 2, 3, 4].map((at) => [length, at] as const));

test.each(cuts)("%i seconds of no network from chunk %i on, by a clock of ours, lose and double nothing", async (length, at) => {
  const mine = recorder();
  mine.start();
  const said = Array.from({ length: at + length + 3 }, (_, nth) => `<${nth}>`);
  await seconds(...said.slice(0, at));
  server.isAway = true;
  await seconds(...said.slice(at, at + length));
  server.isAway = false;
  server.lose = ["answer"]; // and the first that comes through is not confirmed
  await seconds(...said.slice(at + length));
  expect(await stop(mine)).toBe(true);
  expect([...server.parts.values()]).toEqual([said.join("")]);
  expect([...server.closed.values()]).toEqual([sha(said.join(""))]);
});

test("a chunk stays in the store until the server has confirmed it", async () => {
  const mine = recorder();
  server.lose = Array(500).fill("request");
  mine.start();
  await seconds("one", "two");
  const [segment] = await store.segments(URL_);
  expect(segment!.size).toBe(6);
  expect(await store.chunks(segment!.key, 0, 1000)).toHaveLength(2);
  expect(await stop(mine)).toBe(false);
});

test("what a page has left behind is sent first and closed by the next one, as a segment of its own", async () => {
  const before = recorder();
  before.start();
  server.lose = ["request", "request"];
  await seconds("lost", "page");
  void before.close(); // and nothing more of it runs
  FakeRecorder.all[0]!.dispatchEvent = () => true;
  server.lose = [];
  await tick(6_000);
  const after = recorder();
  after.start();
  await tick(100);
  await seconds("new");
  await stop(after);
  expect([...server.parts.values()]).toEqual(["lostpage", "new"]);
  expect([...server.closed.values()]).toEqual([sha("lostpage"), sha("new")]);
});

test("a moment ends a segment, and going on begins another", async () => {
  const mine = recorder();
  mine.start();
  await seconds("one");
  await mine.pause();
  await tick();
  expect(server.closed.size).toBe(1);
  mine.start();
  mine.start();
  await seconds("two");
  await stop(mine);
  expect([...server.parts.values()]).toEqual(["one", "two"]);
  expect(FakeRecorder.all).toHaveLength(2);
});

test("a server that wants nothing is asked no more, and one without room is asked again", async () => {
  server.status = 507;
  const mine = recorder();
  mine.start();
  await seconds("one");
  expect(told.at(-1)).toBe("waiting");
  server.status = 0;
  await tick(5_000);
  expect(server.puts).toEqual(["one"]);
  server.status = 403;
  await seconds("two");
  expect(told.at(-1)).toBe("refused");
  server.status = 0;
  await seconds("three");
  expect(server.puts).toEqual(["one"]);
});

test("a device without room ends the recording with what is kept, and says so", async () => {
  const mine = recorder();
  mine.start();
  await seconds("one");
  store.keep = () => Promise.reject(new Error("quota"));
  await seconds("two");
  expect(told).toContain("full");
  expect(FakeRecorder.all[0]!.state).toBe("inactive");
  expect(server.puts).toEqual(["one"]);
});

test("without a recorder, or anything to record, nothing begins", () => {
  const nothing = { getVideoTracks: () => [], getTracks: () => [] } as unknown as MediaStream;
  expect(new Recorder({ url: URL_, stream: nothing, store, send: server.fetch }).start()).toBe(false);
  vi.stubGlobal("MediaRecorder", undefined);
  expect(recorder().start()).toBe(false);
});
