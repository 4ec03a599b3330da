/** The part of the browsers' speech recognition that we use; TypeScript's library does not have it. */
export interface Recognition extends EventTarget {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  start(): void;
  stop(): void;
}

interface Result {
  isFinal: boolean;
  0: { transcript: string };
}

export interface ResultEvent extends Event {
  resultIndex: number;
  results: ArrayLike<Result>;
}

export function recognitionClass(): (new () => Recognition) | undefined {
  const names = window as unknown as Record<string, (new () => Recognition) | undefined>;
  return names.SpeechRecognition ?? names.webkitSpeechRecognition;
}

export function wordsOf(event: ResultEvent): { final: string; interim: string } {
  let final = "";
  let interim = "";
  for (let at = event.resultIndex; at < event.results.length; at += 1) {
    const result = event.results[at];
    if (result?.isFinal) final += result[0].transcript;
    else interim += result?.[0].transcript ?? "";
  }
  return { final, interim };
}
