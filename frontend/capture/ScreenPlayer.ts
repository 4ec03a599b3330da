import type { Replayer, eventWithTime } from "rrweb";
import { all, on } from "../core/events";
import type { Cleanup } from "../core/registry";
import { fill } from "../core/text";
import { parsed, sequence } from "./recording";

const TICK = 200;

/**
 * Plays a screen recording. data-parts: a JSON list of [page key, address], in order. data-loading, data-failed: words.
 * Within: [data-stage] where it is drawn, [data-play] a button with data-pause as its other label, [data-seek] a range,
 * [data-time], [data-speed] a select, [data-skip] a box, [data-state] a status line.
 */
export default function ScreenPlayer(element: HTMLElement): Cleanup {
  const part = <T extends HTMLElement>(name: string) => element.querySelector<T>(`[data-${name}]`)!;
  const [stage, play, seek] = [part("stage"), part<HTMLButtonElement>("play"), part<HTMLInputElement>("seek")];
  const [time, speed, skip] = [part("time"), part<HTMLSelectElement>("speed"), part<HTMLInputElement>("skip")];
  const state = part("state");
  const label = play.textContent ?? "";
  let replayer: Replayer | undefined;
  let playing = false;
  let total = 0;
  let gone = false;

  const show = (isPlaying: boolean) => {
    playing = isPlaying;
    play.textContent = isPlaying ? (play.dataset.pause ?? label) : label;
  };
  const place = () => {
    const now = Math.min(replayer?.getCurrentTime() ?? 0, total);
    seek.value = String(Math.max(0, Math.round(now / 1000)));
    time.textContent = `${clock(now)} / ${clock(total)}`;
  };
  const fit = () => {
    const frame = replayer?.iframe;
    if (!frame?.width) return;
    const scale = Math.min(1, stage.clientWidth / Number(frame.width), (window.innerHeight * 0.7) / Number(frame.height));
    replayer!.wrapper.style.transform = `scale(${scale})`;
    stage.style.height = `${Number(frame.height) * scale}px`;
    replayer!.wrapper.style.marginInlineStart = `${(stage.clientWidth - Number(frame.width) * scale) / 2}px`;
  };
  const from = (offset: number) => {
    replayer?.play(offset >= total ? 0 : offset);
    show(true);
  };

  const ready = async () => {
    const events = await fetched(element, (done, of) => (state.textContent = fill(element.dataset.loading ?? "", { done, of })));
    const module = await import("./replayer");
    if (gone) return;
    replayer = new module.Replayer(events, { root: stage, mouseTail: false, showWarning: false, skipInactive: skip.checked });
    replayer.iframe.title = stage.dataset.title ?? "";
    replayer.iframe.tabIndex = -1;
    replayer.on("resize", fit);
    replayer.on("fullsnapshot-rebuilded", () => hushed(replayer?.iframe.contentDocument));
    replayer.on("finish", () => show(false));
    total = replayer.getMetaData().totalTime;
    seek.max = String(Math.ceil(total / 1000));
    [play, seek, speed, skip].forEach((each) => (each.disabled = false));
    state.textContent = "";
    replayer.pause(0);
    fit();
    place();
  };
  ready().catch(() => (state.textContent = element.dataset.failed ?? ""));

  const timer = window.setInterval(() => playing && place(), TICK);
  return all(
    () => {
      gone = true;
      window.clearInterval(timer);
      replayer?.destroy();
    },
    on(window, "resize", fit),
    on(play, "click", () => {
      if (!playing) return from(replayer?.getCurrentTime() ?? 0);
      replayer?.pause();
      show(false);
    }),
    on(seek, "input", () => {
      const offset = Number(seek.value) * 1000;
      if (playing) from(offset);
      else replayer?.pause(offset);
      place();
    }),
    on(speed, "change", () => replayer?.setConfig({ speed: Number(speed.value) })),
    on(skip, "change", () => replayer?.setConfig({ skipInactive: skip.checked })),
  );
}

/** Every part, one after another; progress: how many of how many are here. */
async function fetched(element: HTMLElement, progress: (done: number, of: number) => void): Promise<eventWithTime[]> {
  const parts = JSON.parse(element.dataset.parts ?? "[]") as [string, string][];
  const style = document.querySelector<HTMLLinkElement>('link[rel="stylesheet"][href*="/build/assets/"]');
  const loaded: [string, eventWithTime[]][] = [];
  for (const [page, url] of parts) {
    progress(loaded.length + 1, parts.length);
    const response = await fetch(url);
    if (!response.ok) throw new Error(String(response.status));
    loaded.push([page, parsed(await response.text(), style?.getAttribute("href") ?? "")]);
  }
  return sequence(loaded);
}

/** What a page says to browsers without script is drawn where scripts may not run; here it would be wrong. */
function hushed(page: Document | null | undefined): void {
  page?.querySelectorAll("noscript").forEach((each) => each.remove());
}

/** 61 500 is 1:01. */
function clock(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
