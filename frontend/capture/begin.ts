import { all, on } from "../core/events";
import type { Cleanup } from "../core/registry";
import { Notes } from "./notes";
import { Outbox } from "./outbox";
import { type Recording, record } from "./screen";
import { introduce, watch } from "./watch";

const EVERY = 15_000;
const SIGN_OF_LIFE = 60_000;

/**
 * events: where batches go. screen: where the recording goes, "" for none. drawnFor: the visit. Failures are noticed from now on; nothing is
 * sent, and the recorder not fetched, before the page is idle. The server's answer ends all of it at any time.
 */
export function begin(events: string, screen: string, drawnFor: string): Cleanup {
  let recording: Recording | undefined;
  let ended = false;
  let visit = drawnFor;
  let lastSent = Date.now();
  let active = false;

  const end = () => {
    ended = true;
    recording?.stop();
    stop();
  };
  const outbox = new Outbox((kept) => {
    if (kept.visit !== visit) recording?.picture();
    visit = kept.visit;
    lastSent = Date.now();
    if (!kept.screen) recording?.stop();
  }, end, drawnFor);
  const notes = new Notes(events, outbox);
  const tick = () => {
    notes.flush(active && Date.now() - lastSent > SIGN_OF_LIFE);
    active = false;
  };
  const timer = window.setInterval(tick, EVERY);
  const leaving = () => {
    notes.flush();
    recording?.flush();
    outbox.hurry();
  };
  const stop = all(
    watch((what) => notes.add(what)),
    () => window.clearInterval(timer),
    on(window, "pagehide", leaving),
    on(window, "online", () => void outbox.go()),
    on(document, "visibilitychange", () => document.hidden && (notes.flush(), recording?.flush())),
    on(document, "keydown pointerdown", () => (active = true)),
  );

  whenIdle(() => {
    if (ended) return;
    introduce((what) => notes.add(what));
    notes.flush();
    if (!screen) return;
    record(screen, outbox).then(
      (started) => (ended ? started.stop() : (recording = started)),
      () => undefined, // the recorder did not arrive: its absence is among the failures noticed
    );
  });
  return end;
}

/** After the page has loaded and has nothing else to do. */
function whenIdle(then: () => void): void {
  const idle = () => ("requestIdleCallback" in window ? requestIdleCallback(then, { timeout: 5000 }) : setTimeout(then, 1500));
  if (document.readyState === "complete") idle();
  else window.addEventListener("load", idle, { once: true });
}
