import type { Cleanup } from "../core/registry";
import { on } from "../core/events";

interface Options {
  /** Also show it as a toast, for readers who see. */
  visible?: boolean;
}

/** Say something to a screen reader through the page's live region. */
export function announce(text: string, options: Options = {}): void {
  document.dispatchEvent(new CustomEvent("announce", { detail: { text, ...options } }));
}

/**
 * The live region. Speaks whatever an "announce" event carries: from a controller, or from a server
 * response with the header HX-Trigger: {"announce": {"text": "…"}}.
 */
export default function Announce(region: HTMLElement): Cleanup {
  let clearing: ReturnType<typeof setTimeout> | undefined;
  const speak = (text: string) => {
    clearTimeout(clearing);
    region.textContent = "";
    const line = document.createElement("p");
    line.textContent = text;
    region.append(line);
    clearing = setTimeout(() => (region.textContent = ""), 8000);
  };
  const stop = on(document, "announce", (event) => {
    const { text, visible } = event.detail as { text: string } & Options;
    if (visible) showToast(text);
    else speak(text);
  });
  return () => {
    clearTimeout(clearing);
    stop();
  };
}

function showToast(text: string): void {
  const place = document.querySelector(".toasts");
  if (!place) return;
  const toast = document.createElement("div");
  toast.className = "toast is-plain";
  toast.dataset.controller = "toast";
  toast.textContent = text;
  place.replaceChildren(toast);
}
