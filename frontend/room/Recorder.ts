import { freshId } from "../core/ids";
import { type ChunkStore, type Segment, openStore } from "./ChunkStore";
import { Sha256 } from "./Sha256";
import { type Fetch, type Standing, Uploader } from "./Uploader";

export type { Standing } from "./Uploader";

/** url: where segments are begun. stream: with a camera it is recorded too. told: how the sending stands. */
export interface Recording {
  url: string;
  stream: MediaStream;
  store?: ChunkStore | Promise<ChunkStore>;
  told?: (standing: Standing | "full") => void;
  send?: Fetch;
}

const SLICE = 1_000;
const KINDS = {
  video: ["video/webm;codecs=vp8,opus", "video/webm", "video/mp4"],
  audio: ["audio/webm;codecs=opus", "audio/webm", "audio/mp4"],
};
const BITS = { videoBitsPerSecond: 600_000, audioBitsPerSecond: 48_000 };

/**
 * Records the candidate a second at a time. Each second is in the store before it is sent, and leaves it when the
 * server has confirmed it. A pause ends a segment and going on begins another: so does a reload, by itself.
 */
export class Recorder {
  private readonly store: Promise<ChunkStore>;
  private readonly uploader: Promise<Uploader>;
  private readonly live = new Set<string>();
  private media: MediaRecorder | undefined;
  private kept: Promise<void> = Promise.resolve();

  constructor(private readonly given: Recording) {
    this.store = Promise.resolve(given.store ?? openStore());
    this.uploader = this.store.then(
      (store) => new Uploader(given.url, store, (key) => this.live.has(key), given.told, given.send),
    );
    void this.uploader.then((uploader) => uploader.poke()); // what a page before has left
  }

  /** Begin, or go on after a pause. False where this browser cannot record. */
  start(): boolean {
    if (this.media) return true;
    const kind = this.given.stream.getVideoTracks().length ? "video" : "audio";
    const mimeType = globalThis.MediaRecorder && KINDS[kind].find((each) => MediaRecorder.isTypeSupported(each));
    if (!mimeType || !this.given.stream.getTracks().length) return false;
    const now = Date.now();
    const segment: Segment = {
      key: freshId(),
      url: this.given.url,
      source: kind === "video" ? "candidate_camera" : "candidate_audio",
      began: now,
      touched: now,
      size: 0,
      hash: new Sha256().state,
      ended: false,
    };
    this.record(new MediaRecorder(this.given.stream, { mimeType, ...BITS }), segment);
    return true;
  }

  /** "I need a moment": nothing is recorded until `start`. Resolves once what was recorded is in the store. */
  async pause(): Promise<void> {
    const media = this.media;
    this.media = undefined;
    if (media && media.state !== "inactive") {
      const stopped = new Promise((resolve) => media.addEventListener("stop", resolve, { once: true }));
      media.stop();
      await stopped;
    }
    await this.kept;
  }

  /** The end. Whether the server has everything, waited for at most so many milliseconds; the rest is sent later. */
  async stop(patience = 10_000): Promise<boolean> {
    await this.pause();
    return (await this.uploader).settled(patience);
  }

  /** The page goes. */
  async close(): Promise<void> {
    void this.pause();
    (await this.uploader).end();
  }

  private record(media: MediaRecorder, segment: Segment): void {
    const hash = new Sha256();
    let full = false;
    this.media = media;
    this.live.add(segment.key);
    media.addEventListener("dataavailable", ({ data }) => {
      const touched = Date.now();
      this.next(async () => {
        const bytes = await data.arrayBuffer();
        if (!bytes.byteLength || full) return;
        const state = hash.update(new Uint8Array(bytes)).state;
        const grown = { ...segment, hash: state, size: segment.size + bytes.byteLength, touched };
        try {
          await (await this.store).keep(grown, { segment: segment.key, offset: segment.size, bytes });
        } catch {
          full = true; // the disk of this device: what came before is kept, and the page can say so
          this.given.told?.("full");
          if (media.state !== "inactive") media.stop();
          return;
        }
        Object.assign(segment, grown);
        (await this.uploader).poke();
      });
    });
    media.addEventListener("stop", () => {
      if (this.media === media) this.media = undefined; // its tracks have ended
      this.next(async () => {
        segment.ended = true;
        if (segment.size) await (await this.store).keep(segment).catch(() => {}); // then it ends by its age
        this.live.delete(segment.key);
        (await this.uploader).poke();
      });
    });
    media.start(SLICE);
  }

  /** One after another. */
  private next(act: () => Promise<void>): void {
    this.kept = this.kept.then(act);
  }
}
