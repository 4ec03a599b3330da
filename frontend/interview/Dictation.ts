import type { Cleanup } from "../core/registry";
import { all, on } from "../core/events";
import { local } from "../core/keep";
import { type Recognition, type ResultEvent, recognitionClass, wordsOf } from "./recognition";

const agreedKey = "dictation-agreed";

/**
 * Speech into the answer box (data-box), where the browser has it; elsewhere [data-dictate] stays hidden and
 * [data-dictation-missing] is shown. The first time, [data-dictation-notice] says that the browser's maker may
 * receive the audio, and [data-dictation-agree] begins. [data-interim] shows words as they are heard.
 * Words: data-listening, data-stopped, data-blocked (no permission), data-unheard, data-offline.
 */
export default function Dictation(element: HTMLElement): Cleanup | void {
  const find = (name: string) => element.querySelector<HTMLElement>(`[data-${name}]`);
  const button = find("dictate");
  const box = document.querySelector<HTMLTextAreaElement>(element.dataset.box ?? "textarea");
  const Recogniser = recognitionClass();
  const missing = find("dictation-missing");
  if (!button || !box) return undefined;
  button.hidden = !Recogniser;
  if (missing) missing.hidden = Boolean(Recogniser);
  if (!Recogniser) return undefined;

  let recogniser: Recognition | undefined;
  const notice = find("dictation-notice");
  const interim = find("interim");

  const show = (words: string | undefined) => {
    const place = find("dictation-state");
    if (place) place.textContent = words ?? "";
    button.setAttribute("aria-pressed", String(recogniser !== undefined));
  };
  const stop = (words: string | undefined) => {
    const current = recogniser;
    recogniser = undefined;
    current?.stop();
    if (interim) interim.textContent = "";
    show(words);
  };
  const begin = () => {
    if (notice) notice.hidden = true;
    document.dispatchEvent(new CustomEvent("conversation:listening"));
    recogniser = listen(Recogniser, element.dataset.language ?? document.documentElement.lang, {
      heard: ({ final, interim: maybe }) => {
        if (final) append(box, final);
        if (interim) interim.textContent = maybe;
      },
      failed: (reason) => stop(element.dataset[reason]),
      ended: (one) => one === recogniser && restart(one, () => stop(element.dataset.stopped)),
    });
    show(element.dataset.listening);
  };
  const press = () => {
    if (recogniser) return stop(element.dataset.stopped);
    if (local.get(agreedKey) || !notice) return begin();
    notice.hidden = false;
    find("dictation-agree")?.focus();
  };
  const agree = () => {
    local.set(agreedKey, "1");
    begin();
  };
  const quiet = () => recogniser && stop(element.dataset.stopped);
  return all(
    on(element, "click", (event) => {
      const target = event.target as HTMLElement;
      if (target.closest("[data-dictate]")) press();
      if (target.closest("[data-dictation-agree]")) agree();
      if (target.closest("[data-dictation-decline]") && notice) notice.hidden = true;
    }),
    on(document, "conversation:paused submit", quiet),
    on(window, "pagehide", quiet),
    quiet,
  );
}

type Reason = "blocked" | "unheard" | "offline";

interface Hearing {
  heard(words: { final: string; interim: string }): void;
  failed(reason: Reason): void;
  ended(recogniser: Recognition): void;
}

const reasons: Record<string, Reason> = {
  "not-allowed": "blocked",
  "service-not-allowed": "blocked",
  "audio-capture": "blocked",
  network: "offline",
  "language-not-supported": "unheard",
};

function listen(Recogniser: new () => Recognition, language: string, hearing: Hearing): Recognition {
  const recogniser = new Recogniser();
  recogniser.lang = language || "en";
  recogniser.continuous = true;
  recogniser.interimResults = true;
  recogniser.addEventListener("result", (event) => hearing.heard(wordsOf(event as ResultEvent)));
  recogniser.addEventListener("end", () => hearing.ended(recogniser));
  recogniser.addEventListener("error", (event) => {
    const reason = reasons[(event as Event & { error: string }).error];
    if (reason) hearing.failed(reason);
  });
  recogniser.start();
  return recogniser;
}

/** Browsers stop listening after a silence; the person has not. */
function restart(recogniser: Recognition, giveUp: () => void): void {
  try {
    recogniser.start();
  } catch {
    giveUp();
  }
}

function append(box: HTMLTextAreaElement, words: string): void {
  if (box.readOnly) return;
  const gap = box.value && !/\s$/.test(box.value) ? " " : "";
  box.value += gap + words.trim();
  box.dispatchEvent(new Event("input", { bubbles: true }));
}
