import type { Cleanup } from "../core/registry";
import { all, on } from "../core/events";

/**
 * Plays what the link [data-play] leads to, and stops it at a second press. [data-state] says data-making meanwhile, and
 * what the server said where there is nothing to play, or data-failed.
 */
export default function VoiceSample(element: HTMLElement, player = new Audio()): Cleanup | void {
  const link = element.querySelector<HTMLAnchorElement>("[data-play]");
  const state = element.querySelector<HTMLElement>("[data-state]");
  if (!link || !state) return undefined;
  let making: AbortController | undefined;
  const quiet = () => {
    making?.abort();
    making = undefined;
    player.pause();
    if (player.src) URL.revokeObjectURL(player.src);
    player.removeAttribute("src");
    state.textContent = "";
  };
  const play = async () => {
    const mine = new AbortController();
    making = mine;
    state.textContent = element.dataset.making ?? "";
    try {
      const response = await fetch(link.href, { signal: mine.signal });
      if (making !== mine) return;
      if (!response.ok) return void (state.textContent = await told(response, element.dataset.failed ?? ""));
      player.src = URL.createObjectURL(await response.blob());
      state.textContent = "";
      await player.play();
    } catch {
      if (making === mine) state.textContent = element.dataset.failed ?? "";
    }
  };
  return all(
    on(link, "click", (event) => {
      event.preventDefault();
      const again = making !== undefined && player.src !== "" && !player.ended;
      quiet();
      if (!again) void play();
    }),
    quiet,
  );
}

async function told(response: Response, otherwise: string): Promise<string> {
  const isPlain = response.headers.get("Content-Type")?.startsWith("text/plain");
  return (isPlain && (await response.text())) || otherwise;
}
