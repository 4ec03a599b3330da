import { freshId } from "../core/ids";
import type { FromWorker, Who } from "./protocol";
import { Busy, Closed, type Phase, type Snapshot, type Transport, written } from "./states";

export { type Caption, Busy, Closed, type Listener, type Snapshot, type Transport } from "./states";

export type Later = (run: () => void, ms: number) => () => void;

const later: Later = (run, ms) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

const TALKING: readonly Phase[] = ["interviewer", "candidate", "thinking"];
const TRIES_BEFORE_TYPING = 2;
const LONGEST_WAIT = 15; // seconds between two tries
const LOST_FOR = 20; // seconds after which a lost line counts as gone
const ONLINE_FOR = 3; // seconds it is given once the network is back
const AT_ONCE = 1;

/** The spoken interview as its page sees it: no sound, no elements, no clock of its own. */
export class Room {
  private now: Snapshot = {
    phase: "connecting",
    captions: [],
    question: "",
    done: 0,
    planned: 0,
    trouble: "",
    waits: 0,
    typingOffered: false,
    cameraOff: false,
    microphoneGone: false,
  };
  private paused = false;
  private before: Phase = "thinking";
  private tries = 0;
  private call = 0;
  private dropTimer: (() => void) | undefined;
  private calls = false; // again, soon
  private waitsForSound = false; // not because the candidate asked for a moment
  private cutOff = ""; // words that stood here when a line broke

  constructor(
    private readonly transport: Transport,
    private readonly show: (now: Snapshot) => void,
    private readonly after: Later = later,
  ) {}

  get snapshot(): Snapshot {
    return this.now;
  }

  /** Begin, or go on here after another device had taken over. */
  start(): void {
    this.tries = 0;
    this.change({ phase: "connecting", trouble: "" });
    void this.open();
  }

  done(): void {
    this.say("done", ["candidate"]);
  }

  repeat(): void {
    this.say("repeat", [...TALKING, "paused"]);
  }

  slower(): void {
    this.say("slower", [...TALKING, "paused"]);
  }

  moment(): void {
    if (!TALKING.includes(this.now.phase)) return;
    this.paused = true;
    this.transport.mute(true);
    this.transport.send({ type: "moment" });
    this.change({ phase: "paused" });
  }

  ready(): void {
    if (!this.paused) return;
    this.paused = false;
    this.transport.mute(false);
    this.transport.send({ type: "ready" });
    if (this.now.phase === "paused") this.change({ phase: "candidate" });
  }

  /** What this browser's own recogniser made of the candidate's words; what it hears of the interviewer is not theirs. */
  heard(text: string, key: string): void {
    if (["candidate", "thinking"].includes(this.now.phase)) this.transport.send({ type: "heard", text, key });
  }

  /** Nobody can hear the candidate: typing goes on. */
  deaf(): void {
    this.stop("typing");
  }

  /** The line is too weak to be understood: the page says so and offers the keyboard. */
  offerTyping(): void {
    if (!this.now.typingOffered) this.change({ typingOffered: true });
  }

  /** The line is too weak for the picture. */
  dropCamera(): void {
    this.change({ cameraOff: true });
  }

  /** What the candidate mended. */
  corrected(turn: string, text: string): void {
    const captions = this.now.captions.map((each) => (each.turn === turn ? { ...each, text } : each));
    this.change({ captions });
  }

  /** This device has no network: nothing gets through until it says otherwise. */
  offline(): void {
    if (this.now.phase !== "away" && this.isOpen) this.line("lost");
  }

  /** It has one again: a line that is lost comes back now, or not at all. */
  online(): void {
    if (this.now.phase !== "away") return;
    this.dropTimer?.();
    if (this.calls) void this.open();
    else this.dropTimer = this.after(() => this.callAgain(), ONLINE_FOR * 1000);
  }

  /** Nothing can be heard of the candidate: their turn waits. */
  microphoneLost(): void {
    this.waitsForSound ||= !this.paused;
    this.change({ microphoneGone: true });
    this.moment();
  }

  microphoneBack(): void {
    if (!this.now.microphoneGone) return;
    this.change({ microphoneGone: false });
    if (this.waitsForSound) this.ready();
    this.waitsForSound = false;
  }

  leave(): void {
    this.call += 1;
    this.dropTimer?.();
    this.transport.close();
  }

  private get isOpen(): boolean {
    return TALKING.includes(this.now.phase) || this.now.phase === "paused";
  }

  private say(type: "done" | "repeat" | "slower", within: readonly Phase[]): void {
    if (within.includes(this.now.phase)) this.transport.send({ type });
  }

  private async open(): Promise<void> {
    this.dropTimer?.();
    this.calls = false;
    this.call += 1;
    const growing = this.now.captions.find((each) => each.who === "candidate" && !each.final);
    this.cutOff = growing?.text ?? this.cutOff;
    const call = this.call;
    const mine = (act: () => void) => call === this.call && act();
    try {
      await this.transport.open({
        message: (message) => mine(() => this.hear(message)),
        line: (state) => mine(() => this.line(state)),
      });
    } catch (problem) {
      mine(() => this.failed(problem));
    }
  }

  private failed(problem: unknown): void {
    if (problem instanceof Closed) return this.stop("typing");
    if (problem instanceof Busy && problem.seconds <= AT_ONCE) return this.again(AT_ONCE);
    if (problem instanceof Busy) {
      this.change({ phase: "busy", waits: problem.seconds });
      return this.again(problem.seconds);
    }
    this.callAgain();
  }

  private line(state: "up" | "lost" | "gone"): void {
    this.dropTimer?.();
    if (state === "gone") return this.callAgain();
    if (state === "lost") {
      this.before = this.now.phase === "away" ? this.before : this.now.phase;
      this.change({ phase: "away" });
      this.dropTimer = this.after(() => this.callAgain(), LOST_FOR * 1000);
      return;
    }
    this.tries = 0;
    if (this.paused) {
      this.transport.mute(true);
      this.transport.send({ type: "moment" });
      this.change({ phase: "paused" });
    } else if (this.now.phase === "away") this.change({ phase: this.before });
  }

  private callAgain(): void {
    this.tries += 1;
    this.before = "thinking";
    const typingOffered = this.now.typingOffered || this.tries > TRIES_BEFORE_TYPING;
    this.change({ phase: "away", typingOffered });
    this.again(Math.min(LONGEST_WAIT, 2 ** (this.tries - 1)));
  }

  private again(seconds: number): void {
    this.calls = true;
    this.dropTimer = this.after(() => void this.open(), seconds * 1000);
  }

  private stop(phase: Phase): void {
    this.leave();
    this.change({ phase });
  }

  private hear(message: FromWorker): void {
    switch (message.type) {
      case "state":
        return this.turnTo(message.who);
      case "caption":
        return this.change({ captions: written(this.now.captions, message), trouble: "" });
      case "standing": {
        const { question, done, planned, ended } = message;
        this.change({ question, done, planned });
        this.hand();
        return ended ? undefined : this.settle();
      }
      case "trouble":
        return this.meet(message.what);
      case "over":
        return this.stop("over");
    }
  }

  /** What was heard on the line before this one and may not have been kept. */
  private hand(): void {
    const text = this.cutOff;
    this.cutOff = "";
    if (!text) return;
    this.transport.send({ type: "before", text, key: freshId() });
    const captions = this.now.captions.map((each) => (each.text === text ? { ...each, final: true } : each));
    this.change({ captions });
  }

  private settle(): void {
    if (this.now.phase === "connecting" || this.now.phase === "busy") this.turnTo("thinking");
  }

  private turnTo(who: Who | "thinking" | "paused"): void {
    if (this.paused && who !== "paused") return; // it has not heard yet that we pause
    this.paused = who === "paused";
    this.change({ phase: who });
  }

  private meet(what: "reply" | "hearing" | "typing" | "taken_over" | "moved"): void {
    if (what === "reply" || what === "hearing") return this.change({ trouble: what });
    if (what === "taken_over") return this.stop("taken-over");
    if (what === "typing") return this.stop("typing");
    this.before = "thinking";
    this.change({ phase: "away" });
    void this.open();
  }

  private change(news: Partial<Snapshot>): void {
    this.now = { ...this.now, ...news };
    this.show(this.now);
  }
}
