import { csrfToken } from "../core/htmx";
import type { ChunkStore, Segment } from "./ChunkStore";
import { Sha256 } from "./Sha256";

/** done: the server has everything; waiting: it has not, and is asked again soon; refused: it wants nothing more. */
export type Standing = "sending" | "waiting" | "done" | "refused";
type Outcome = "done" | "later" | "gone" | "refused";
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const BATCH = 1_000_000; // bytes of one request, at least one chunk
const LONGEST = 30_000;
const STALE = 5_000; // milliseconds after which a segment that no recorder of this page writes has ended
const TIMEOUT = 30_000;
const GONE = new Set([404, 409, 413, 415, 422]);
const LATER = new Set([408, 425, 429, 507]);

interface Told {
  offset: number;
  url: string;
}

/**
 * Sends what is in the store, oldest first, each byte only where the server says that its copy ends. After a broken
 * line again in 1, 2, 4 … 30 seconds, and at once when the browser is online again. What a page before this one has
 * left behind goes first.
 */
export class Uploader {
  private readonly addresses = new Map<string, string>();
  private offsets = new Map<string, number>();
  private running: Promise<void> | undefined;
  private again = false;
  private failures = 0;
  private timer: number | undefined;
  private standing: Standing = "done";
  private stopped = false;
  private notBefore = 0;
  private readonly online = () => this.poke(true);

  constructor(
    private readonly url: string,
    private readonly store: ChunkStore,
    private readonly isLive: (key: string) => boolean,
    private readonly told: (standing: Standing) => void = () => {},
    private readonly send: Fetch = (url, init) => fetch(url, init),
  ) {
    window.addEventListener("online", this.online);
  }

  /** Something may be there to be sent. now: whatever wait is on. */
  poke(now = false): void {
    if (this.stopped || (!now && Date.now() < this.notBefore)) return;
    this.again = true;
    window.clearTimeout(this.timer);
    this.running ??= this.run().finally(() => {
      this.running = undefined;
      if (this.again) this.poke();
    });
  }

  /** Whether everything that has ended is with the server, tried for at most so many milliseconds. */
  async settled(patience: number): Promise<boolean> {
    const until = Date.now() + patience;
    this.poke(true);
    while (!this.stopped && Date.now() < until) {
      if (!this.running && !(await this.store.segments(this.url)).length) return true;
      await new Promise((resolve) => window.setTimeout(resolve, 50));
    }
    return !(await this.store.segments(this.url)).length;
  }

  /** The page goes: what is left waits in the store for the next one. */
  end(): void {
    this.stopped = true;
    window.clearTimeout(this.timer);
    window.removeEventListener("online", this.online);
  }

  private async run(): Promise<void> {
    let outcome: Outcome = "done";
    while (this.again && !this.stopped) {
      this.again = false;
      this.notBefore = 0;
      outcome = await this.round();
    }
    if (outcome === "refused") {
      this.end();
      return this.tell("refused");
    }
    if (outcome === "done") return this.tell("done");
    this.tell("waiting");
    const wait = Math.min(LONGEST, 500 * 2 ** Math.min(this.failures, 10));
    this.notBefore = Date.now() + wait;
    this.timer = window.setTimeout(() => this.poke(true), wait);
  }

  private async round(): Promise<Outcome> {
    for (const segment of await this.store.segments(this.url)) {
      const outcome = await this.whole(segment).catch((): Outcome => "later");
      this.failures = outcome === "later" ? this.failures + 1 : 0;
      if (outcome === "gone") await this.store.forget(segment.key);
      if (outcome === "later" || outcome === "refused") return outcome;
    }
    return "done";
  }

  /** Send what there is of a segment, and close it if it has ended. */
  private async whole(segment: Segment): Promise<Outcome> {
    if (!this.addresses.has(segment.key)) {
      const begun = await this.begin(segment);
      if (begun !== "done") return begun;
    }
    const address = this.addresses.get(segment.key)!;
    let offset = this.offsets.get(segment.key) ?? 0;
    for (let body = await this.next(segment.key, offset); body; body = await this.next(segment.key, offset)) {
      if (body === "lost") return "gone";
      this.tell("sending");
      const response = await this.ask(`${address}?offset=${offset}`, { method: "PUT", body });
      const outcome = outcomeOf(response);
      const now = response.status === 409 ? ((await response.json()) as Told).offset : undefined;
      if (now === offset) return "gone"; // closed without us
      if (now === undefined && outcome !== "done") return outcome;
      offset = now ?? ((await response.json()) as Told).offset;
      this.offsets.set(segment.key, offset);
      await this.store.drop(segment.key, offset);
    }
    return this.close(segment.key, address, offset);
  }

  private async begin(segment: Segment): Promise<Outcome> {
    const ago = String(Math.max(0, Date.now() - segment.began));
    const form = new URLSearchParams({ key: segment.key, source: segment.source, ago });
    const response = await this.ask(this.url, { method: "POST", body: form });
    if (!response.ok) return outcomeOf(response);
    const { url, offset } = (await response.json()) as Told;
    this.addresses.set(segment.key, url);
    this.offsets.set(segment.key, offset);
    await this.store.drop(segment.key, offset);
    return "done";
  }

  /** Bytes from here on; undefined where there are none yet, "lost" where those before them are gone. */
  private async next(key: string, offset: number): Promise<Uint8Array<ArrayBuffer> | "lost" | undefined> {
    const chunks = await this.store.chunks(key, offset, BATCH);
    if (!chunks.length) return undefined;
    const [first, last] = [chunks[0]!, chunks.at(-1)!];
    if (first.offset > offset) return "lost";
    const body = new Uint8Array(last.offset + last.bytes.byteLength - first.offset);
    chunks.forEach((chunk) => body.set(new Uint8Array(chunk.bytes), chunk.offset - first.offset));
    return body.subarray(offset - first.offset);
  }

  private async close(key: string, address: string, offset: number): Promise<Outcome> {
    const now = (await this.store.segments(this.url)).find((each) => each.key === key);
    if (!now || this.isLive(key)) return "done";
    if (!now.ended && Date.now() - now.touched < STALE) return "later"; // another tab may still write it
    if (offset < now.size) return "gone";
    const sha256 = new Sha256(now.hash).digest();
    const lasted = String(Math.max(0, now.touched - now.began));
    const form = new URLSearchParams({ size: String(now.size), sha256, lasted });
    const response = await this.ask(`${address}close/`, { method: "POST", body: form });
    const outcome = outcomeOf(response);
    return outcome === "done" ? "gone" : outcome;
  }

  private ask(url: string, init: RequestInit): Promise<Response> {
    const headers: Record<string, string> = { "X-CSRFToken": csrfToken() };
    if (init.method === "PUT") headers["Content-Type"] = "application/octet-stream";
    return this.send(url, { ...init, headers, redirect: "manual", signal: AbortSignal.timeout(TIMEOUT) });
  }

  private tell(standing: Standing): void {
    if (standing === this.standing) return;
    this.standing = standing;
    this.told(standing);
  }
}

/** A redirect means that this browser no longer belongs to the candidate. */
function outcomeOf(response: Response): Outcome {
  if (response.ok) return "done";
  if (response.type === "opaqueredirect" || response.status === 403) return "refused";
  if (GONE.has(response.status)) return "gone";
  return response.status >= 500 || LATER.has(response.status) ? "later" : "gone";
}
