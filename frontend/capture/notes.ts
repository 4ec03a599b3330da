import { freshId } from "../core/ids";
import type { Outbox } from "./outbox";

/** What the page may notice; the server's `rules/telemetry.py` takes nothing else. */
export type Noticed =
  | { kind: "about"; width: number; touch: boolean; language: string; time_zone: string; platform: string }
  | { kind: "loaded"; first_byte: number; usable: number }
  | { kind: "error" | "rejection"; message: string; file?: string; line?: number }
  | { kind: "resource"; tag: string; file: string }
  | { kind: "denied"; device: "microphone" | "camera" | "both"; reason: string }
  | { kind: "visibility"; state: "hidden" | "visible" }
  | { kind: "paste" | "copy"; length: number }
  | { kind: "network"; state: "offline" | "online" }
  | { kind: "trip"; ms: number; lost: number }
  | { kind: "long_tasks"; count: number; ms: number }
  | { kind: "rage"; count: number; tag: string };

interface Entry {
  number: number;
  at: number;
  what: Noticed;
}

const MOST = 50;
const MOST_OF_A_PAGE = 2_000; // a page that fails in a loop says so once and is then quiet

/** This page in this tab, for the numbers that count within it. */
export const page = freshId();

/** Gathers what was noticed and hands it over in batches: every 50, or whenever `flush` is called. */
export class Notes {
  private entries: Entry[] = [];
  private number = 0;

  constructor(
    private readonly url: string,
    private readonly outbox: Outbox,
  ) {}

  add(what: Noticed): void {
    if (this.number >= MOST_OF_A_PAGE) return;
    this.entries.push({ number: this.number, at: Date.now(), what });
    this.number += 1;
    if (this.entries.length >= MOST) this.flush();
  }

  /** always: also when nothing was noticed, as a sign that somebody is there. */
  flush(always = false): void {
    if (!this.entries.length && !always) return;
    const { ms, lost } = this.outbox;
    if (ms !== undefined) this.entries.push({ number: this.number++, at: Date.now(), what: { kind: "trip", ms, lost } });
    if (!this.entries.length) return;
    this.outbox.ms = undefined;
    this.outbox.lost = 0;
    const events = this.entries;
    this.entries = [];
    this.outbox.put({ url: this.url, body: JSON.stringify({ page, events }), large: false });
  }
}
