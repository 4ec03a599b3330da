import type { FromWorker, ToWorker, Who } from "./protocol";

const MOST_CAPTIONS = 200;

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

/** A caption that grows takes the place of what it was, and a turn that of the pieces it was made of; one that comes
 * twice, as after a cut, is shown once. */
export function written(captions: readonly Caption[], { who, text, final, turn }: Caption): Caption[] {
  const fresh = { who, text, final, turn };
  const known = turn === null ? -1 : captions.findIndex((each) => each.turn === turn && each.final);
  if (known >= 0) return captions.map((each, at) => (at === known ? { ...fresh, final: true } : each));
  const kept = captions.filter(
    (each) => each.who !== who || (each.final && !(turn !== null && each.turn === null && text.includes(each.text))),
  );
  return [...kept, fresh].slice(-MOST_CAPTIONS);
}
