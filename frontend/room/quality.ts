import type { Sample } from "./protocol";

/** From these on a line is hard to talk over. */
export const LIMITS = { rtt_ms: 300, jitter_ms: 50, loss: 0.05 };
const IN_A_ROW = 3;

/** Running totals of a peer connection, from which a sample is the difference. */
export interface Totals {
  at: number;
  received: number;
  lost: number;
  bytes: number;
}

interface Stat {
  type: string;
  kind?: string;
  nominated?: boolean;
  state?: string;
  currentRoundTripTime?: number;
  jitter?: number;
  packetsReceived?: number;
  packetsLost?: number;
  bytesReceived?: number;
}

/** One sample of what `getStats` gives. at: milliseconds; before: the totals of the last one. */
export function measure(stats: Iterable<Stat>, at: number, before?: Totals): { sample: Sample; totals: Totals } {
  let pair: Stat = { type: "" };
  let audio: Stat = { type: "" };
  for (const each of stats) {
    if (each.type === "candidate-pair" && each.state === "succeeded" && each.nominated !== false) pair = each;
    if (each.type === "inbound-rtp" && each.kind === "audio") audio = each;
  }
  const totals = {
    at,
    received: audio.packetsReceived ?? 0,
    lost: audio.packetsLost ?? 0,
    bytes: audio.bytesReceived ?? 0,
  };
  const since = before ?? { at, received: 0, lost: 0, bytes: 0 };
  const lost = Math.max(0, totals.lost - since.lost);
  const expected = lost + Math.max(0, totals.received - since.received);
  const ms = totals.at - since.at;
  const sample = {
    rtt_ms: Math.round((pair.currentRoundTripTime ?? 0) * 1000),
    jitter_ms: Math.round((audio.jitter ?? 0) * 1000),
    loss: expected > 0 ? Math.round((lost / expected) * 1000) / 1000 : 0,
    bitrate: ms > 0 ? Math.round((Math.max(0, totals.bytes - since.bytes) * 8) / ms) : 0,
  };
  return { sample, totals };
}

export function isWeak({ rtt_ms, jitter_ms, loss }: Sample): boolean {
  return rtt_ms > LIMITS.rtt_ms || jitter_ms > LIMITS.jitter_ms || loss > LIMITS.loss;
}

/** Counts weak samples in a row: after three the picture goes, after three more the keyboard is offered. */
export class Watch {
  private weak = 0;

  constructor(
    private hasVideo: boolean,
    private readonly act: { dropVideo(): void; offerTyping(): void },
  ) {}

  take(sample: Sample): void {
    this.weak = isWeak(sample) ? this.weak + 1 : 0;
    if (this.weak < IN_A_ROW) return;
    this.weak = 0;
    if (this.hasVideo) this.act.dropVideo();
    else this.act.offerTyping();
    this.hasVideo = false;
  }
}
