import type { Cleanup } from "../core/registry";
import { all, on } from "../core/events";
import { shape, type Stretch } from "./waveform";

const SVG = "http://www.w3.org/2000/svg";

/**
 * What a player of a recording has besides: its waveform, read once it first plays, and captions. They are cloned from
 * <template id="player-extras">: [data-waveform] an empty svg of 1000 by 40, [data-captions] a line of text and
 * [data-captions-toggle] its switch. A page without the template has a player without them.
 */
export function extras(element: HTMLElement, pieces: Stretch[], now: () => number): Cleanup {
  const template = document.querySelector<HTMLTemplateElement>("template#player-extras");
  const media = element.querySelector<HTMLMediaElement>("[data-media]");
  const bar = element.querySelector(".player-bar");
  if (!template || !media || !bar) return () => {};
  const made = template.content.cloneNode(true) as DocumentFragment;
  const nodes = [...made.children];
  const wave = made.querySelector<SVGSVGElement>("[data-waveform]");
  const words = made.querySelector<HTMLElement>("[data-captions]");
  const toggle = made.querySelector<HTMLButtonElement>("[data-captions-toggle]");
  bar.before(made);
  if (toggle) element.querySelector(".player-controls")?.append(toggle);

  const line = wave && cursor(wave);
  let isRead = false;

  const show = () => {
    const whole = Math.max(1, pieces.at(-1)!.to - pieces[0]!.from);
    const at = (1000 * (now() - pieces[0]!.from)) / whole;
    line?.setAttribute("x1", String(at));
    line?.setAttribute("x2", String(at));
    if (words && !words.hidden) {
      words.textContent = saidNow();
      words.lang = document.querySelector<HTMLElement>(".turn.is-playing [data-words]")?.lang ?? "";
    }
  };
  const read = async () => {
    if (isRead || !wave || media instanceof HTMLVideoElement) return;
    isRead = true;
    const drawn = await shape(pieces);
    if (drawn === null) return;
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", drawn);
    wave.prepend(path);
    wave.removeAttribute("hidden");
  };
  const flip = () => {
    if (!words || !toggle) return;
    words.hidden = !words.hidden;
    toggle.setAttribute("aria-pressed", String(!words.hidden));
    show();
  };
  return all(
    on(media, "timeupdate seeked", show),
    on(media, "play", () => void read()),
    toggle ? on(toggle, "click", flip) : () => {},
    () => [...nodes, ...(toggle ? [toggle] : [])].forEach((node) => node.remove()),
  );
}

/** The words of the turn that is heard: who says them, then what. */
function saidNow(): string {
  const turn = document.querySelector<HTMLElement>(".turn.is-playing");
  const who = turn?.querySelector(".who")?.textContent ?? "";
  const words = turn?.querySelector("[data-words]")?.cloneNode(true) as HTMLElement | undefined;
  words?.querySelectorAll(".ref").forEach((number) => number.remove());
  const said = words?.textContent ?? "";
  return who && said ? `${who}: ${said}` : said;
}

function cursor(wave: SVGSVGElement): SVGLineElement {
  const line = document.createElementNS(SVG, "line");
  Object.entries({ class: "cursor", x1: "0", x2: "0", y1: "0", y2: "40" }).forEach(([name, value]) =>
    line.setAttribute(name, value),
  );
  wave.append(line);
  return line;
}
