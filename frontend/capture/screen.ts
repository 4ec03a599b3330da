import { calmed } from "./calm";
import { page } from "./notes";
import type { Outbox } from "./outbox";

const EVERY = 15_000;
const LARGE = 150_000; // characters of one part, about a fifth of it when packed
const WORTH_PACKING = 3_000;
const TOUCHES = ["pointerdown", "focusin"]; // before these, what is touched must have been told of
const CHECKOUT = 90_000; // a whole picture this often while something goes on, so that a part that is lost costs no more

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
  let pictured = Date.now();
  let changed = false;
  const begin = () =>
    start({
      emit: (event) => {
        changed = true;
        parts.add(JSON.stringify(event));
      },
      maskAllInputs: true,
      maskTextSelector: MASKED,
      blockSelector: BLOCKED,
      sampling: { mousemove: 250, mousemoveCallback: 1_000, scroll: 250, input: "last", mouseInteraction: true },
      slimDOMOptions: "all",
      inlineStylesheet: false, // our styles are at an address, and no page may bring its own
      recordCanvas: false,
      collectFonts: false,
      inlineImages: false,
      errorHandler: () => true, // a recorder that stumbles is no trouble of the candidate's
    });
  const { begun: stop, flush } = calmed(begin, (node) => start.mirror.getId(node) !== -1);
  const picture = () => {
    flush(); // what the picture shows must not be told again after it
    start.takeFullSnapshot(true);
    pictured = Date.now();
    changed = false;
  };
  const send = () => {
    flush();
    parts.flush();
  };
  const tick = () => {
    if (changed && Date.now() - pictured >= CHECKOUT) picture();
    send();
  };
  const timer = window.setInterval(tick, EVERY);
  TOUCHES.forEach((name) => window.addEventListener(name, flush, true));
  return {
    picture,
    flush: send,
    stop: () => {
      window.clearInterval(timer);
      TOUCHES.forEach((name) => window.removeEventListener(name, flush, true));
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
    this.outbox.put({ url: `${this.url}?page=${page}&number=${number}`, body, large: body.length > WORTH_PACKING });
  }
}
