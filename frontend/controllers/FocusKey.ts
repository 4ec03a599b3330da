import type { Cleanup } from "../core/registry";
import { isTyping, on } from "../core/events";

/** Puts the focus here when data-key is pressed ("/"), or Ctrl or Command with data-control-key ("k"). */
export default function FocusKey(element: HTMLElement): Cleanup {
  return on(document, "keydown", (event) => {
    const plain =
      event.key === element.dataset.key && !event.ctrlKey && !event.metaKey && !isTyping(event.target);
    const control =
      (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === element.dataset.controlKey;
    if (!plain && !control) return;
    event.preventDefault();
    element.focus();
    if (element instanceof HTMLInputElement) element.select();
  });
}
