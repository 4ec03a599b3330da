import type { Cleanup } from "../core/registry";
import { all, on } from "../core/events";
import { local } from "../core/keep";

const key = "read-aloud";

/**
 * Around the conversation: reads each new [data-speak] in its own language where the browser can speak.
 * [data-speak-toggle] turns it on and off (kept), [data-repeat] says the last one again. Where there is no
 * speech, both are hidden and the written words, which are always there, are the interview.
 * [data-manner] says how: data-rate (share of the usual), data-gap (silence between sentences, ms).
 * [data-caption] shows each sentence while it is spoken.
 */
export default function ReadAloud(element: HTMLElement): Cleanup | void {
  const voice = window.speechSynthesis as SpeechSynthesis | undefined;
  const toggle = element.querySelector<HTMLElement>("[data-speak-toggle]");
  const repeat = element.querySelector<HTMLElement>("[data-repeat]");
  if (!voice) {
    [toggle, repeat].forEach((button) => button && (button.hidden = true));
    return undefined;
  }
  let wanted = local.get(key) === "on";
  const lines = () => [...element.querySelectorAll<HTMLElement>("[data-speak]")];
  const heard = new Set(lines());

  const show = () => toggle?.setAttribute("aria-pressed", String(wanted));
  const say = (line: HTMLElement | undefined) => {
    hush();
    if (line) pending = speak(voice, line, manner(element));
  };
  let pending: Cleanup | undefined;
  const hush = () => {
    pending?.();
    pending = undefined;
    voice.cancel();
  };
  const observer = new MutationObserver(() => {
    const fresh = lines().filter((line) => !heard.has(line));
    fresh.forEach((line) => heard.add(line));
    if (wanted) say(fresh.at(-1));
  });
  observer.observe(element, { childList: true, subtree: true });
  show();
  return all(
    on(element, "click", (event) => {
      const target = event.target as HTMLElement;
      if (target.closest("[data-repeat]")) return say(lines().at(-1));
      if (!target.closest("[data-speak-toggle]")) return;
      wanted = !wanted;
      local.set(key, wanted ? "on" : "off");
      show();
      if (wanted) say(lines().at(-1));
      else hush();
    }),
    on(document, "conversation:listening conversation:paused", hush),
    on(window, "pagehide", hush),
    () => observer.disconnect(),
    hush,
  );
}

interface Manner {
  rate: number;
  gap: number;
  caption: HTMLElement | null;
}

function manner(element: HTMLElement): Manner {
  const told = element.querySelector<HTMLElement>("[data-manner]")?.dataset;
  return {
    rate: Number(told?.rate) || 1,
    gap: Number(told?.gap) || 0,
    caption: element.querySelector<HTMLElement>("[data-caption]"),
  };
}

/** Sentence by sentence: some browsers fall silent in the middle of a long utterance. Returns what ends it. */
function speak(voice: SpeechSynthesis, line: HTMLElement, { rate, gap, caption }: Manner): Cleanup {
  const language = line.closest<HTMLElement>("[lang]")?.lang || "en";
  const speaker = voiceFor(voice.getVoices(), language);
  let waiting = sentences(line.textContent ?? "", language);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (words: string) => {
    if (caption) caption.textContent = words;
  };
  const next = (): void => {
    const sentence = waiting.shift();
    if (sentence === undefined) return;
    const utterance = new SpeechSynthesisUtterance(sentence);
    utterance.lang = language;
    utterance.rate = rate;
    if (speaker) utterance.voice = speaker;
    utterance.onstart = () => show(sentence);
    utterance.onend = () => {
      show("");
      if (gap) timer = setTimeout(next, gap);
    };
    voice.speak(utterance);
    if (!gap) next();
  };
  next();
  return () => {
    waiting = [];
    clearTimeout(timer);
    show("");
  };
}

/** A voice on this device first: the words then stay here. */
export function voiceFor(voices: SpeechSynthesisVoice[], language: string): SpeechSynthesisVoice | undefined {
  const spoken = language.toLowerCase().split("-")[0];
  const fitting = voices.filter((voice) => voice.lang.toLowerCase().split(/[-_]/)[0] === spoken);
  return fitting.find((voice) => voice.localService) ?? fitting[0];
}

export function sentences(text: string, language: string): string[] {
  const segments = new Intl.Segmenter(language, { granularity: "sentence" }).segment(text);
  return [...segments].map((part) => part.segment.trim()).filter(Boolean);
}
