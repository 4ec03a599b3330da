import { all, on } from "../core/events";
import type { Cleanup } from "../core/registry";
import { fill } from "../core/text";
import { extras } from "../player/extras";
import type { Stretch } from "../player/waveform";

/**
 * Plays pieces of a recording one after another on the clock of the interview, beside its transcript. data-turns: a JSON
 * list of [element id, milliseconds]; data-from-words: "Play from {at}"; data-failed: words. Within: [data-media],
 * [data-piece] an address with data-from and data-to in milliseconds, [data-seek] a range in seconds, [data-play] a
 * button with data-other as its other label and two [data-icon], [data-back], [data-speed], [data-time], [data-state],
 * [data-shown] what only works with script. The stamp of each turn becomes a button that plays from there; see `extras` for the rest.
 */
export default function RecordingPlayer(element: HTMLElement): Cleanup | void {
  const media = element.querySelector<HTMLMediaElement>("[data-media]");
  if (!media) return;
  const part = <T extends HTMLElement>(name: string) => element.querySelector<T>(`[data-${name}]`)!;
  const [seek, play, time] = [part<HTMLInputElement>("seek"), part<HTMLButtonElement>("play"), part("time")];
  const speed = part<HTMLSelectElement>("speed");
  const pieces = [...element.querySelectorAll<HTMLElement>("[data-piece]")].map(pieceOf);
  const turns = JSON.parse(element.dataset.turns ?? "[]") as [string, number][];
  const labels = [play.getAttribute("aria-label") ?? "", play.dataset.other ?? ""];
  let piece = pieces[0]!;
  let marked: HTMLElement | null = null;

  const now = () => piece.from + media.currentTime * 1000;

  const show = () => {
    const at = now();
    if (document.activeElement !== seek || !media.paused) seek.value = String(Math.floor(at / 1000));
    seek.setAttribute("aria-valuetext", clock(at));
    time.textContent = `${clock(at)} / ${clock(pieces.at(-1)!.to)}`;
    const turn = turnAt(turns, at);
    const shown = turn ? document.getElementById(turn) : null;
    if (shown === marked) return;
    unmark(marked);
    marked = shown;
    marked?.classList.add("is-playing");
    marked?.setAttribute("aria-current", "true");
  };

  const use = (next: Stretch, seconds: number, plays: boolean) => {
    if (next !== piece) {
      piece = next;
      media.src = next.url;
    }
    media.currentTime = seconds; // kept by the browser until it knows how long the piece is
    if (plays) void media.play().catch(() => {});
  };

  /** The second of the interview, or where recording goes on after it. */
  const go = (at: number, plays: boolean) => {
    const next = pieces.find((each) => at < each.to) ?? pieces.at(-1)!;
    use(next, Math.max(0, Math.min(at, next.to) - next.from) / 1000, plays);
    show();
  };

  const toggle = () => {
    if (!media.paused) return media.pause();
    if (now() >= pieces.at(-1)!.to - 300) go(pieces[0]!.from, true);
    else void media.play().catch(() => {});
  };

  const drawn = () => {
    play.setAttribute("aria-label", labels[media.paused ? 0 : 1]!);
    play.querySelectorAll<HTMLElement>("[data-icon]").forEach((icon, at) => (icon.hidden = (at === 0) !== media.paused));
  };

  media.controls = false;
  element.querySelectorAll<HTMLElement>("[data-shown]").forEach((each) => (each.hidden = false));
  const bare = extras(element, pieces, now);
  const unstamp = stamped(turns, element.dataset.fromWords ?? "", (at) => go(at, true));
  show();
  return all(
    on(media, "timeupdate seeked", show),
    on(media, "play pause", drawn),
    on(media, "ended", () => {
      const next = pieces[pieces.indexOf(piece) + 1];
      if (next) use(next, 0, true);
    }),
    on(media, "error", () => (part("state").textContent = element.dataset.failed ?? "")),
    on(play, "click", toggle),
    on(part("back"), "click", () => go(now() - 10_000, !media.paused)),
    on(seek, "input", () => go(Number(seek.value) * 1000, !media.paused)),
    on(speed, "change", () => (media.defaultPlaybackRate = media.playbackRate = Number(speed.value))),
    on(document, "click", (event) => {
      const link = (event.target as HTMLElement).closest<HTMLAnchorElement>("a[data-turn]");
      const turn = link && turns.find(([id]) => `#${id}` === link.hash);
      if (turn) go(turn[1], !media.paused);
    }),
    bare,
    unstamp,
    () => unmark(marked),
  );
}

function pieceOf(element: HTMLElement): Stretch {
  const { piece, from, to } = element.dataset;
  return { url: piece ?? "", from: Number(from), to: Number(to) };
}

function turnAt(turns: [string, number][], at: number): string {
  return turns.findLast(([, start]) => start <= at + 250)?.[0] ?? "";
}

function unmark(turn: HTMLElement | null): void {
  turn?.classList.remove("is-playing");
  turn?.removeAttribute("aria-current");
}

/** Stamps become buttons, and spans again when the player goes. */
function stamped(turns: [string, number][], words: string, go: (at: number) => void): Cleanup {
  const undo = turns.map(([id, at]) => {
    const stamp = document.getElementById(id)?.querySelector<HTMLElement>("span.stamp");
    if (!stamp) return () => {};
    const button = document.createElement("button");
    button.type = "button";
    button.className = "stamp";
    button.textContent = stamp.textContent;
    button.setAttribute("aria-label", fill(words, { at: stamp.textContent ?? "" }));
    button.addEventListener("click", () => go(at));
    stamp.replaceWith(button);
    return () => button.replaceWith(stamp);
  });
  return all(...undo);
}

/** 61 500 is 01:01, as in the transcript. */
function clock(milliseconds: number): string {
  const seconds = Math.floor(Math.max(0, milliseconds) / 1000);
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  return `${String(minutes).padStart(2, "0")}:${String(rest).padStart(2, "0")}`;
}
