import { page } from "./notes";
import type { Outbox } from "./outbox";

const EVERY = 10_000;
const LARGE = 150_000; // characters of one part, about a fifth of it when packed
const CHECKOUT = 60_000;

/**
 * What people wrote or said, wherever a page shows it: free text is marked with its own direction. Files and pictures
 * are left out whole.
 */
export const MASKED = '[dir="auto"], bdi, dd, #talk, #news, [data-masked]';
export const BLOCKED = 'img, video, audio, canvas, object, embed, iframe, [type="file"], [data-blocked]';

export interface Recording {
  /** A whole picture of the page, for a visit that has just begun. */
  picture(): void;
  flush(): void;
  stop(): void;
}

/** Records the screen into the outbox. The recorder is fetched only now. */
export async function record(url: string, outbox: Outbox): Promise<Recording> {
  const { record: start } = await import("./recorder");
  const parts = new Parts(url, outbox);
  const stop = start({
    emit: (event) => parts.add(JSON.stringify(event)),
    maskAllInputs: true,
    maskTextSelector: MASKED,
    blockSelector: BLOCKED,
    sampling: { mousemove: 200, scroll: 150, input: "last", mouseInteraction: true },
    slimDOMOptions: "all",
    inlineStylesheet: false, // our styles are at an address, and no page may bring its own
    recordCanvas: false,
    collectFonts: false,
    inlineImages: false,
    checkoutEveryNms: CHECKOUT,
    errorHandler: () => true, // a recorder that stumbles is no trouble of the candidate's
  });
  const timer = window.setInterval(() => parts.flush(), EVERY);
  return {
    picture: () => start.takeFullSnapshot(true),
    flush: () => parts.flush(),
    stop: () => {
      window.clearInterval(timer);
      stop?.();
    },
  };
}

/** Cuts the stream of events into parts of a size that one request may carry. */
export class Parts {
  private events: string[] = [];
  private size = 0;
  private number = 0;

  constructor(
    private readonly url: string,
    private readonly outbox: Outbox,
  ) {}

  add(event: string): void {
    if (this.size + event.length > LARGE) this.flush();
    this.events.push(event);
    this.size += event.length;
  }

  flush(): void {
    if (!this.events.length) return;
    const [body, number] = [`[${this.events.join(",")}]`, this.number++];
    this.events = [];
    this.size = 0;
    this.outbox.put({ url: `${this.url}?page=${page}&number=${number}`, body, large: true });
  }
}
