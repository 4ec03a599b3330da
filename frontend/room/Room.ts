import { freshId } from "../core/ids";
import type { FromWorker, ToWorker, Who } from "./protocol";

/** Where the room is. "away": the line is down, and this page is calling again by itself. */
export type Phase =
  | "connecting"
  | "interviewer"
  | "candidate"
  | "thinking"
  | "paused"
  | "away"
  | "busy"
  | "taken-over"
  | "typing"
  | "over";

export interface Caption {
  who: Who;
  text: string;
  final: boolean;
  turn: string | null;
}

/** Everything a page shows. waits: seconds until the next try where all lines are busy. */
export interface Snapshot {
  phase: Phase;
  captions: readonly Caption[];
  question: string;
  done: number;
  planned: number;
  trouble: "" | "reply" | "hearing";
  waits: number;
  typingOffered: boolean;
  cameraOff: boolean;
  microphoneGone: boolean;
}

/** All lines are taken. seconds: when to ask again. */
export class Busy extends Error {
  constructor(readonly seconds: number) {
    super("busy");
  }
}

/** There is no spoken interview for this page any more; typing goes on. */
export class Closed extends Error {}

/** lost: it may come back by itself. gone: it will not. */
export interface Listener {
  message(message: FromWorker): void;
  line(state: "up" | "lost" | "gone"): void;
}

/** One call after another. `open` ends what was open before; it throws Busy, Closed, or anything for a line that is down. */
export interface Transport {
  open(listener: Listener): Promise<void>;
  send(message: ToWorker): void;
  mute(muted: boolean): void;
  close(): void;
}

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
const MOST_CAPTIONS = 200;

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

/** A caption that grows takes the place of what it was, and a turn that of the pieces it was made of; one that comes
 * twice, as after a cut, is shown once. */
function written(captions: readonly Caption[], { who, text, final, turn }: Caption): Caption[] {
  const fresh = { who, text, final, turn };
  const known = turn === null ? -1 : captions.findIndex((each) => each.turn === turn && each.final);
  if (known >= 0) return captions.map((each, at) => (at === known ? { ...fresh, final: true } : each));
  const kept = captions.filter(
    (each) => each.who !== who || (each.final && !(turn !== null && each.turn === null && text.includes(each.text))),
  );
  return [...kept, fresh].slice(-MOST_CAPTIONS);
}
