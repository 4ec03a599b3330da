import { describe, expect, it, vi } from "vitest";
import { Line } from "./Line";
import { LiveKitCall, type LiveRoom } from "./LiveKitCall";
import type { Placed } from "./placing";
import { Busy, Closed } from "./Room";

const answers = (...given: unknown[]) => {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    asked.push(`${url} ${String(init.body)}`);
    const now = given.shift();
    return now instanceof Response ? now : new Response(JSON.stringify(now));
  });
  return asked;
};
const track = () => ({ enabled: true, kind: "audio" }) as MediaStreamTrack;
const microphone = (...tracks: MediaStreamTrack[]) => ({ getAudioTracks: () => tracks }) as unknown as MediaStream;
const given = (stream = microphone(track())) => ({ url: "/call/", stream: () => stream, hear: vi.fn(), sampled: vi.fn() });
const listener = () => ({ message: vi.fn(), line: vi.fn() });

/** A room of LiveKit's client, by hand. */
function room() {
  const acts = new Map<string, (...given: unknown[]) => void>();
  const sent: string[] = [];
  const published: unknown[] = [];
  const fake = {
    on: (event: string, act: (...given: never[]) => void) => acts.set(event, act as never),
    connect: vi.fn(async () => undefined),
    disconnect: vi.fn(async () => undefined),
    localParticipant: {
      publishTrack: async (one: MediaStreamTrack, { source }: { source: string }) => {
        published.push([one, source]);
        return { audioTrack: { replaceTrack: async (other: MediaStreamTrack) => published.push(other) } };
      },
      publishData: async (data: Uint8Array) => void sent.push(new TextDecoder().decode(data)),
    },
  };
  return { fake: fake as unknown as LiveRoom, connect: fake.connect, sent, published, tell: (event: string, ...all: unknown[]) => acts.get(event)?.(...all), leave: fake.disconnect };
}

describe("a line", () => {
  it("is placed, carried by what the server says, and let go of when another takes its place", async () => {
    const placed: Placed = { call: "c1", transport: "webrtc", ice_servers: [{ urls: ["turn:r"] }] };
    const opened: unknown[] = [];
    const close = vi.fn();
    const carrier = { open: async (_: unknown, by: Placed) => void opened.push(by), close, mute: vi.fn(), send: vi.fn(), replace: vi.fn() };
    const asked = answers(placed, placed, new Response("", { status: 503, headers: { "Retry-After": "7" } }), new Response("", { status: 403 }));
    const line = new Line(given(), { webrtc: () => carrier, livekit: () => expect.unreachable() });
    line.mute(true);
    await line.open(listener());
    expect([asked, opened]).toEqual([["/call/place/ {}"], [placed]]);
    expect(carrier.mute).toHaveBeenCalledWith(true);
    await line.open(listener());
    expect(close).toHaveBeenCalledTimes(1);
    await expect(line.open(listener())).rejects.toEqual(new Busy(7));
    await expect(line.open(listener())).rejects.toBeInstanceOf(Closed);
  });

  it("does not open what was hung up while it was placed", async () => {
    const open = vi.fn();
    answers({ call: "c1", transport: "webrtc", ice_servers: [] });
    const carrier = { open, close: vi.fn(), mute: vi.fn(), send: vi.fn(), replace: vi.fn() };
    const line = new Line(given(), { webrtc: () => carrier, livekit: () => carrier });
    const opening = line.open(listener());
    line.close();
    await opening;
    expect(open).not.toHaveBeenCalled();
  });
});

describe("a call in a room of LiveKit", () => {
  const placed: Placed = { call: "c1", transport: "livekit", url: "wss://lk", token: "t" };

  it("asks the worker in, joins, publishes the microphone, and speaks our protocol over data", async () => {
    const asked = answers({ type: "answer", sdp: "" });
    const [mine, told, there] = [track(), listener(), room()];
    const page = given(microphone(mine));
    const call = new LiveKitCall(page, async () => there.fake);
    await call.open(told, placed);
    expect(asked).toEqual(['/call/ {"sdp":"","type":"offer","call":"c1"}']);
    expect(there.connect).toHaveBeenCalledWith("wss://lk", "t");
    expect(there.published).toEqual([[mine, "microphone"]]);
    expect(told.line).toHaveBeenLastCalledWith("up");
    call.send({ type: "done" });
    expect(there.sent).toEqual(['{"type":"done"}']);
    there.tell("dataReceived", new TextEncoder().encode('{"type":"over"}'));
    there.tell("dataReceived", new TextEncoder().encode("noise"));
    expect(told.message.mock.calls).toEqual([[{ type: "over" }]]);
    there.tell("trackSubscribed", { kind: "audio", mediaStreamTrack: track(), getRTCStatsReport: async () => undefined });
    expect(page.hear).toHaveBeenCalledTimes(1);
    for (const event of ["reconnecting", "reconnected", "disconnected"]) there.tell(event);
    expect(told.line.mock.calls.flat()).toEqual(["up", "lost", "up", "gone"]);
    call.mute(true);
    const other = track();
    await call.replace(other);
    expect([mine.enabled, other.enabled, there.published.at(-1)]).toEqual([false, false, other]);
    call.close();
    there.tell("disconnected");
    expect([there.leave.mock.calls.length, told.line.mock.calls.length]).toEqual([1, 4]);
  });
});
