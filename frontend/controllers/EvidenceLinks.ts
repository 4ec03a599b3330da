import type { Cleanup } from "../core/registry";
import { on } from "../core/events";

/**
 * On the page of quotes and transcript: a press on <a data-turn href="#turn-…"> scrolls to that turn and
 * marks it, and the words inside it from data-start to data-end (code points) become a <mark>.
 */
export default function EvidenceLinks(element: HTMLElement): Cleanup {
  return on(element, "click", (event) => {
    const link = (event.target as HTMLElement).closest<HTMLAnchorElement>("a[data-turn]");
    const turn = link && document.getElementById(link.hash.slice(1));
    if (!link || !turn) return;
    event.preventDefault();
    markOnly(turn, link);
    turn.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
    turn.focus({ preventScroll: true });
    history.replaceState(history.state, "", link.hash);
  });
}

function markOnly(turn: HTMLElement, link: HTMLElement): void {
  document.querySelectorAll(".turn.is-marked").forEach((other) => other.classList.remove("is-marked"));
  turn.classList.add("is-marked");
  turn.tabIndex = -1;
  const words = turn.querySelector<HTMLElement>("[data-words]");
  if (!words || link.dataset.start === undefined || words.querySelector("mark")) return;
  markSpan(words, Number(link.dataset.start), Number(link.dataset.end));
}

/** The text is plain, so it can be rebuilt as three pieces; offsets count characters as the server does. */
export function markSpan(words: HTMLElement, start: number, end: number): void {
  const points = [...(words.textContent ?? "")];
  if (!(start >= 0 && start < end && end <= points.length)) return;
  const mark = document.createElement("mark");
  mark.textContent = points.slice(start, end).join("");
  words.replaceChildren(points.slice(0, start).join(""), mark, points.slice(end).join(""));
}

function calm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
