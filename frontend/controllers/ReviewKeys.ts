import type { Cleanup } from "../core/registry";
import { isTyping, on } from "../core/events";

const PRESSED: Record<string, string> = {
  p: "[data-play]",
  b: "[data-back]",
  c: "[data-captions-toggle]",
};

/**
 * Shortcuts of a candidate's page, without Ctrl, Alt or Command: p plays or pauses, b goes back 10 seconds, s takes the
 * next speed, c shows captions, e goes to the next evidence, o opens or closes all questions, ? lists them in the
 * <dialog> within. They rest while somebody types or a dialog is open; a page without this element has none.
 */
export default function ReviewKeys(element: HTMLElement): Cleanup {
  let evidence = -1;

  const act = (key: string): boolean => {
    if (key in PRESSED) return press(PRESSED[key]!);
    if (key === "s") return faster();
    if (key === "o") return fold();
    if (key === "?") {
      element.querySelector("dialog")?.showModal();
      return true;
    }
    if (key !== "e") return false;
    const links = [...document.querySelectorAll<HTMLElement>(".evidence a[data-turn]")].filter(isSeen);
    if (!links.length) return false;
    evidence = (evidence + 1) % links.length;
    links[evidence]!.click();
    return true;
  };
  return on(document, "keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    if (act(event.key)) event.preventDefault();
  });
}

function press(selector: string): boolean {
  const found = document.querySelector<HTMLElement>(selector);
  found?.click();
  return found !== null;
}

function faster(): boolean {
  const speed = document.querySelector<HTMLSelectElement>("select[data-speed]");
  if (!speed) return false;
  speed.selectedIndex = (speed.selectedIndex + 1) % speed.options.length;
  speed.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}

function fold(): boolean {
  const questions = [...document.querySelectorAll<HTMLDetailsElement>("details[data-question]")];
  const opens = questions.some((each) => !each.open);
  questions.forEach((each) => (each.open = opens));
  return questions.length > 0;
}

/** What stands in a closed question cannot be gone to. */
function isSeen(link: HTMLElement): boolean {
  return link.closest("details:not([open])") === null;
}
