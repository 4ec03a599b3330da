import { session } from "../core/keep";
import { OUTLIVES, type Outcome, post } from "./post";

/** When it is sent is added to its address, so that the server can set the candidate's clock right. */
export interface Parcel {
  url: string;
  body: string;
  /** Worth packing before it goes. */
  large: boolean;
}

interface Left {
  visit: string;
  parcels: Parcel[];
}

const LEFT = "capture-left";
const MOST_LEFT = 400_000; // characters for the next page of this tab
const MOST_WAITING = 60;

/**
 * Sends parcels one after another, each until it arrives: after a broken line again in 2, 4, 8 … 30 seconds, with the
 * same numbers in it, by which the server knows what it has. Kept in memory; what is not sent when the page goes is
 * left for the next page of the same tab.
 */
export class Outbox {
  lost = 0;
  /** Milliseconds the last answer took, until somebody has read it. */
  ms: number | undefined;
  private waiting: Parcel[] = [];
  private busy = false;
  private stopped = false;
  private timer: number | undefined;

  constructor(
    private readonly told: (outcome: Extract<Outcome, { kind: "kept" }>) => void,
    private readonly ended: () => void,
    private readonly visit: string,
    private readonly send: typeof post = post,
  ) {
    const left = JSON.parse(session.get(LEFT) ?? "null") as Left | null;
    session.remove(LEFT);
    if (left?.visit === visit) this.waiting = left.parcels; // else somebody else's, or too old to matter
  }

  put(parcel: Parcel): void {
    if (this.stopped) return;
    this.waiting.push(parcel);
    if (this.waiting.length > MOST_WAITING) this.waiting.shift();
    void this.go();
  }

  /** Try now, whatever wait was on. */
  async go(): Promise<void> {
    if (this.busy || this.stopped) return;
    window.clearTimeout(this.timer);
    this.busy = true;
    let failures = 0;
    while (this.waiting.length && failures === 0) failures = (await this.one(this.waiting[0]!)) ? 0 : 1;
    this.busy = false;
    if (this.waiting.length && !this.stopped) {
      this.timer = window.setTimeout(() => void this.go(), Math.min(30_000, 1000 * 2 ** Math.min(this.lost, 5)));
    }
  }

  private async one(parcel: Parcel): Promise<boolean> {
    const body = parcel.large ? await packed(parcel.body) : parcel.body;
    const outcome = await this.send(stamped(parcel.url), body);
    if (outcome.kind === "later") {
      this.lost += 1;
      return false;
    }
    this.waiting = this.waiting.filter((each) => each !== parcel);
    if (outcome.kind === "kept") {
      this.ms = outcome.ms;
      this.told(outcome);
    }
    if (outcome.kind === "stop") this.stop();
    return true;
  }

  /** The page goes: what fits leaves with it, and the rest is left in the tab. */
  hurry(): void {
    let room = OUTLIVES;
    const left = this.waiting.filter((parcel) => {
      room -= parcel.body.length;
      if (room > 0) void this.send(stamped(parcel.url), parcel.body);
      return room <= 0;
    });
    const text = JSON.stringify({ visit: this.visit, parcels: left } satisfies Left);
    if (left.length && text.length <= MOST_LEFT) session.set(LEFT, text);
  }

  private stop(): void {
    this.stopped = true;
    this.waiting = [];
    session.remove(LEFT);
    this.ended();
  }
}

function stamped(url: string): string {
  return `${url}${url.includes("?") ? "&" : "?"}sent=${Date.now()}`;
}

/** gzip, where the browser has it; else as it is. */
export async function packed(text: string): Promise<string | Uint8Array<ArrayBuffer>> {
  if (!("CompressionStream" in window)) return text;
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
