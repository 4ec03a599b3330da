import type { Cleanup } from "../core/registry";
import { on } from "../core/events";

/**
 * A form in which [data-key] follows [data-name] in lower case with underscores, until somebody writes a key
 * themselves; an emptied key follows again. The server makes the same of it.
 */
export default function KeyFromName(element: HTMLElement): Cleanup {
  const name = element.querySelector<HTMLInputElement>("[data-name]");
  const key = element.querySelector<HTMLInputElement>("[data-key]");
  let follows = !key?.value;
  return on(element, "input", (event) => {
    if (!name || !key) return;
    if (event.target === key) follows = key.value === "";
    if (event.target === name && follows) key.value = keyFrom(name.value);
  });
}

export function keyFrom(words: string): string {
  const plain = words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, "_").slice(0, 60).replace(/^_+|_+$/g, "");
}
