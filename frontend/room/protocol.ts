/** What the page and the voice worker say to each other over the data channel; see `conversations/voice/messages.py`. */
export type Who = "interviewer" | "candidate";

export type ToWorker =
  | { type: "done" | "repeat" | "moment" | "ready" | "slower" }
  | { type: "heard" | "before"; text: string; key: string }
  | ({ type: "stats" } & Sample);

/** How the line was in the last few seconds: milliseconds, share lost (0 to 1), kilobits a second received. */
export interface Sample {
  rtt_ms: number;
  jitter_ms: number;
  loss: number;
  bitrate: number;
}

export type FromWorker =
  | { type: "state"; who: Who | "thinking" | "paused" }
  | { type: "caption"; who: Who; text: string; final: boolean; turn: string | null }
  | { type: "standing"; question: string; done: number; planned: number; ended: boolean }
  | { type: "trouble"; what: "reply" | "hearing" | "typing" | "taken_over" | "moved" }
  | { type: "over" };

type Told = Record<string, unknown>;

const WHO = ["interviewer", "candidate"];
const STATES = [...WHO, "thinking", "paused"];
const TROUBLES = ["reply", "hearing", "typing", "taken_over", "moved"];

const shapes: Record<FromWorker["type"], (told: Told) => boolean> = {
  state: ({ who }) => STATES.includes(String(who)),
  caption: ({ who, text, final, turn }) =>
    WHO.includes(String(who)) &&
    typeof text === "string" &&
    typeof final === "boolean" &&
    (turn === null || typeof turn === "string"),
  standing: ({ question, done, planned, ended }) =>
    typeof question === "string" && isCount(done) && isCount(planned) && typeof ended === "boolean",
  trouble: ({ what }) => TROUBLES.includes(String(what)),
  over: () => true,
};

/** A message of the worker; undefined for what this page does not know, which it leaves alone. */
export function read(data: unknown): FromWorker | undefined {
  const told = typeof data === "string" ? parsed(data) : undefined;
  const fits = told && Object.hasOwn(shapes, String(told.type)) && shapes[told.type as FromWorker["type"]];
  return fits && fits(told) ? (told as unknown as FromWorker) : undefined;
}

function parsed(data: string): Told | undefined {
  try {
    const told: unknown = JSON.parse(data);
    return typeof told === "object" && told !== null ? (told as Told) : undefined;
  } catch {
    return undefined;
  }
}

function isCount(given: unknown): boolean {
  return Number.isInteger(given) && (given as number) >= 0;
}
