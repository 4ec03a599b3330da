import type { Cleanup } from "../core/registry";
import { all, isTyping, on } from "../core/events";

/**
 * Around buttons and links with data-key: its key presses them, "3", "n", or "Shift+3" wherever the digit lies. One
 * press counts until the page is another, so that a key held down does not answer twice.
 */
export default function PressKeys(element: HTMLElement): Cleanup {
  let pressed = false;
  const act = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || pressed) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const wanted = [...element.querySelectorAll<HTMLElement>("[data-key]")];
    const found = wanted.find((each) => each.dataset.key === nameOf(event));
    if (!found) return;
    event.preventDefault();
    pressed = true;
    found.click();
  };
  return all(
    on(document, "keydown", act),
    on(window, "pageshow", () => (pressed = false)),
  );
}

function nameOf(event: KeyboardEvent): string {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
  if (digit && event.shiftKey) return `Shift+${digit}`;
  return digit ?? event.key;
}
