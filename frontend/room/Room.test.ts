import { beforeEach, describe, expect, it } from "vitest";
import type { FromWorker, ToWorker } from "./protocol";
import { Busy, Closed, type Listener, Room, type Transport } from "./Room";

/** A line that does as it is told. fails: what the next calls come to. */
class Line implements Transport {
  calls: Listener[] = [];
  sent: ToWorker[] = [];
  fails: unknown[] = [];
  muted = false;
  closed = 0;

  async open(listener: Listener): Promise<void> {
    this.calls.push(listener);
    const problem = this.fails.shift();
    if (problem !== undefined) throw problem;
    listener.line("up");
  }
  send(message: ToWorker): void {
    this.sent.push(message);
  }
  mute(muted: boolean): void {
    this.muted = muted;
  }
  close(): void {
    this.closed += 1;
  }
}

describe("the room", () => {
  let line: Line;
  let room: Room;
  let waiting: { run: () => void; ms: number; dropped: boolean }[];
  const now = () => room.snapshot;
  const settled = async () => {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  const tell = (...messages: FromWorker[]) => messages.forEach((each) => line.calls.at(-1)?.message(each));
  const state = (who: "interviewer" | "candidate" | "thinking" | "paused") => tell({ type: "state", who });
  const caption = (text: string, final = true, turn: string | null = null, who: "interviewer" | "candidate" = "candidate") =>
    tell({ type: "caption", who, text, final, turn });
  const next = async () => {
    const timer = waiting.findLast((each) => !each.dropped);
    if (!timer) throw new Error("nothing waits");
    timer.dropped = true;
    timer.run();
    await settled();
    return timer.ms;
  };

  beforeEach(async () => {
    waiting = [];
    line = new Line();
    room = new Room(
      line,
      () => undefined,
      (run, ms) => {
        const timer = { run, ms, dropped: false };
        waiting.push(timer);
        return () => (timer.dropped = true);
      },
    );
    room.start();
    await settled();
  });

  it("shows whose turn it is, the question and how far the interview is", () => {
    expect(now().phase).toBe("connecting");
    tell({ type: "standing", question: "Why us?", done: 1, planned: 3, ended: false });
    expect(now()).toMatchObject({ phase: "thinking", question: "Why us?", done: 1, planned: 3 });
    for (const who of ["interviewer", "candidate", "thinking"] as const) {
      state(who);
      expect(now().phase).toBe(who);
    }
  });

  it("lets a caption grow, keeps it once it is final, and knows a turn again", () => {
    caption("First", false);
    caption("First I", false);
    caption("Hello", true, "t0", "interviewer");
    expect(now().captions.map((each) => each.text)).toEqual(["First I", "Hello"]);
    caption("First I call.", true);
    caption("First I call. Then I wait.", true, "t1");
    caption("First I call. Then I wait.", true, "t1");
    expect(now().captions.map((each) => [each.text, each.turn])).toEqual([
      ["Hello", "t0"],
      ["First I call. Then I wait.", "t1"],
    ]);
    room.corrected("t1", "First I call for help.");
    expect(now().captions.at(-1)?.text).toBe("First I call for help.");
  });

  it("passes each button on where it means something, and nowhere else", () => {
    room.done();
    room.repeat();
    expect(line.sent).toEqual([]);
    state("interviewer");
    room.done();
    room.repeat();
    room.slower();
    state("candidate");
    room.done();
    room.heard("I stay calm", "k1");
    state("interviewer");
    room.heard("an echo", "k2");
    expect(line.sent).toEqual([
      { type: "repeat" },
      { type: "slower" },
      { type: "done" },
      { type: "heard", text: "I stay calm", key: "k1" },
    ]);
  });

  it("takes the microphone away for a moment, stays paused through a cut, and gives it back", async () => {
    state("candidate");
    room.moment();
    expect([now().phase, line.muted, line.sent.at(-1)]).toEqual(["paused", true, { type: "moment" }]);
    state("candidate"); // told before the worker knew
    expect(now().phase).toBe("paused");
    line.calls[0]?.line("gone");
    await next();
    expect([now().phase, line.muted]).toEqual(["paused", true]);
    expect(line.sent.filter((each) => each.type === "moment")).toHaveLength(2);
    room.ready();
    expect([now().phase, line.muted, line.sent.at(-1)]).toEqual(["candidate", false, { type: "ready" }]);
  });

  it("does not pause before anybody talks, and can leave a pause that the worker told of", () => {
    room.moment();
    expect(line.sent).toEqual([]);
    state("paused");
    room.ready();
    expect(line.sent).toEqual([{ type: "ready" }]);
  });

  it("goes on as it was when a line comes back by itself", () => {
    state("interviewer");
    line.calls[0]?.line("lost");
    expect(now().phase).toBe("away");
    line.calls[0]?.line("up");
    expect([now().phase, line.calls.length]).toEqual(["interviewer", 1]);
  });

  it("calls again when a line stays away, later each time, and offers the keyboard after two tries", async () => {
    state("candidate");
    line.calls[0]?.line("lost");
    line.fails = [new Error("down"), new Error("down"), undefined];
    expect(waiting.at(-1)?.ms).toBe(20_000);
    await next(); // the line counts as gone
    expect([await next(), now().typingOffered]).toEqual([1000, false]);
    expect([await next(), now().typingOffered]).toEqual([2000, true]);
    expect([await next(), line.calls.length]).toEqual([4000, 4]);
    expect(now().phase).toBe("thinking");
  });

  it("hears nothing of a call that it has given up", async () => {
    const old = line.calls[0];
    old?.line("gone");
    await next();
    state("candidate");
    old?.message({ type: "over" });
    old?.line("gone");
    expect([now().phase, line.calls.length]).toEqual(["candidate", 2]);
  });

  it("waits its turn where all lines are taken, and asks again when it was told to", async () => {
    line.fails = [new Busy(15)];
    room.start();
    await settled();
    expect(now()).toMatchObject({ phase: "busy", waits: 15, typingOffered: false });
    expect(await next()).toBe(15_000);
    tell({ type: "standing", question: "Why us?", done: 0, planned: 3, ended: false });
    expect(now().phase).toBe("thinking");
  });

  it("moves to another worker at once when it is told to", async () => {
    state("candidate");
    tell({ type: "trouble", what: "moved" });
    await settled();
    expect([now().phase, line.calls.length]).toEqual(["thinking", 2]);
  });

  it("says at once that the network is gone, and calls as soon as it is back", async () => {
    state("candidate");
    room.offline();
    expect([now().phase, waiting.at(-1)?.ms]).toEqual(["away", 20_000]);
    room.online();
    expect([await next(), await next(), line.calls.length]).toEqual([3_000, 1_000, 2]);
    state("candidate");
    line.fails = [new Error("down")];
    line.calls[1]?.line("gone");
    await next();
    expect([now().phase, line.calls.length]).toEqual(["away", 3]);
    room.online();
    await settled();
    expect(line.calls.length).toBe(4);
    line.fails = [new Busy(1)]; // its worker was gone
    line.calls[3]?.line("gone");
    await next();
    expect([now().phase, await next(), line.calls.length]).toEqual(["away", 1_000, 6]);
  });

  it("hands the words that stood here when a line broke to the next one, once", async () => {
    state("candidate");
    caption("First I call", false);
    line.calls[0]?.line("gone");
    await next();
    const standing: FromWorker = { type: "standing", question: "Why us?", done: 0, planned: 3, ended: false };
    tell(standing, standing);
    expect(line.sent).toEqual([{ type: "before", text: "First I call", key: expect.any(String) }]);
    caption("First I call for help.", true, "t1");
    expect(now().captions.map((each) => each.text)).toEqual(["First I call for help."]);
  });

  it("waits while there is no microphone, and goes on with another unless the candidate had paused", () => {
    state("candidate");
    room.microphoneLost();
    expect(now()).toMatchObject({ phase: "paused", microphoneGone: true });
    room.microphoneBack();
    expect(now()).toMatchObject({ phase: "candidate", microphoneGone: false });
    room.moment();
    room.microphoneLost();
    room.microphoneBack();
    expect([now().phase, line.sent.map((each) => each.type)]).toEqual(["paused", ["moment", "ready", "moment"]]);
  });

  it("stops where another device took over, and takes the interview back when it is asked to", async () => {
    tell({ type: "trouble", what: "taken_over" });
    expect([now().phase, line.closed]).toEqual(["taken-over", 1]);
    room.start();
    await settled();
    expect([now().phase, line.calls.length]).toEqual(["connecting", 2]);
  });

  it("says what is wrong until the next words, and turns to typing when the worker gives up or the door is closed", async () => {
    tell({ type: "trouble", what: "hearing" });
    expect(now().trouble).toBe("hearing");
    caption("Yes.");
    expect(now().trouble).toBe("");
    tell({ type: "trouble", what: "typing" });
    expect([now().phase, line.closed]).toEqual(["typing", 1]);
    line.fails = [new Closed()];
    room.start();
    await settled();
    expect(now().phase).toBe("typing");
  });

  it("turns to typing when nobody can hear the candidate, and drops the camera and offers the keyboard once", () => {
    state("candidate");
    room.dropCamera();
    room.offerTyping();
    expect(now()).toMatchObject({ phase: "candidate", cameraOff: true, typingOffered: true });
    room.deaf();
    expect([now().phase, line.closed]).toEqual(["typing", 1]);
  });

  it("hangs up when the interview is over, and when the candidate leaves", () => {
    tell({ type: "over" });
    expect([now().phase, line.closed]).toEqual(["over", 1]);
    room.leave();
    expect(line.closed).toBe(2);
  });
});
