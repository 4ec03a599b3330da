import type { Cleanup } from "../core/registry";
import { all, on } from "../core/events";
import { fill } from "../core/text";

/**
 * A language (data-language) and its voice: fills select[data-voices] with the voices this browser has for it, and
 * [data-preview] says data-sample in the chosen one. A kept voice that this browser lacks stays chosen, named by
 * data-elsewhere ("{name} …"). [data-state] says data-none where there is no voice, data-silent without any speech.
 */
export default function VoiceChoice(element: HTMLElement): Cleanup | void {
  const select = element.querySelector<HTMLSelectElement>("[data-voices]");
  const preview = element.querySelector<HTMLButtonElement>("[data-preview]");
  const state = element.querySelector<HTMLElement>("[data-state]");
  const speech = window.speechSynthesis as SpeechSynthesis | undefined;
  if (!select || !preview) return undefined;
  const tell = (text = "") => state && (state.textContent = text);
  if (!speech) {
    preview.disabled = true;
    tell(element.dataset.silent);
    return undefined;
  }
  const language = element.dataset.language ?? "";
  const voices = () => voicesOf(speech.getVoices(), language);
  const show = () => {
    const found = voices();
    offer(select, found, element.dataset.elsewhere ?? "{name}");
    preview.disabled = found.length === 0;
    tell(found.length === 0 ? element.dataset.none : "");
  };
  const say = () => {
    const found = voices();
    const voice = found.find((each) => each.name === select.value) ?? found[0];
    if (!voice) return;
    const sample = new SpeechSynthesisUtterance(element.dataset.sample ?? "");
    sample.lang = voice.lang;
    sample.voice = voice;
    speech.cancel();
    speech.speak(sample);
  };
  show();
  return all(on(speech, "voiceschanged", show), on(preview, "click", say), () => speech.cancel());
}

/** Those on this device first: the words then stay here. */
export function voicesOf(voices: SpeechSynthesisVoice[], language: string): SpeechSynthesisVoice[] {
  const fitting = voices.filter((voice) => voice.lang.toLowerCase().split(/[-_]/)[0] === language);
  return fitting.sort((one, other) => Number(other.localService) - Number(one.localService));
}

function offer(select: HTMLSelectElement, voices: SpeechSynthesisVoice[], elsewhere: string): void {
  const chosen = select.value;
  const first = select.options[0];
  const named = new Map(voices.map((voice) => [voice.name, `${voice.name} · ${voice.lang}`]));
  if (chosen && !named.has(chosen)) named.set(chosen, fill(elsewhere, { name: chosen }));
  const options = [...named].map(([value, text]) =>
    Object.assign(document.createElement("option"), { value, text }),
  );
  select.replaceChildren(...(first ? [first] : []), ...options);
  select.value = chosen;
}
