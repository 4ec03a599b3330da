import { freshId } from "../core/ids";
import { type Recognition, type ResultEvent, recognitionClass, wordsOf } from "../interview/recognition";

const MOST_CUTS = 3; // of its own line to whoever recognises, one after another
const HOPELESS = ["not-allowed", "service-not-allowed", "audio-capture", "language-not-supported"];

/** Whether this browser writes down speech by itself. */
export function canHear(): boolean {
  return recognitionClass() !== undefined;
}

/** Where the server has no ears, the browser's own: what it made of a stretch of speech, each under its own key. */
export class Ears {
  private recogniser: Recognition | undefined;
  private cuts = 0;

  constructor(
    private readonly language: string,
    private readonly heard: (text: string, key: string) => void,
    private readonly deaf: () => void,
  ) {}

  open(): void {
    const Recogniser = recognitionClass();
    if (this.recogniser || !Recogniser) return;
    const one = new Recogniser();
    one.lang = this.language;
    one.continuous = true;
    one.interimResults = false;
    one.addEventListener("result", (event) => {
      this.cuts = 0;
      const text = wordsOf(event as ResultEvent).final.trim();
      if (text) this.heard(text.slice(0, 4000), freshId());
    });
    one.addEventListener("error", (event) => {
      const { error } = event as Event & { error: string };
      if (error === "network") this.cuts += 1;
      if (HOPELESS.includes(error) || this.cuts >= MOST_CUTS) this.giveUp();
    });
    // Browsers stop listening after a silence; the person has not.
    one.addEventListener("end", () => one === this.recogniser && this.begin(one));
    this.recogniser = one;
    this.begin(one);
  }

  close(): void {
    const one = this.recogniser;
    this.recogniser = undefined;
    one?.stop();
  }

  private begin(one: Recognition): void {
    try {
      one.start();
    } catch {
      this.giveUp();
    }
  }

  private giveUp(): void {
    this.close();
    this.deaf();
  }
}
