import { beforeEach, describe, expect, it, vi } from "vitest";
import { get, mount } from "../core/testing";
import Dictation from "./Dictation";

const page = `<textarea id="answer"></textarea><div data-controller="dictation" data-box="#answer" data-language="fr" data-listening="Listening"
  data-stopped="Stopped" data-blocked="Blocked"><button id="talk" data-dictate hidden></button><p data-interim></p><p data-dictation-state></p>
  <p data-dictation-missing hidden></p><div data-dictation-notice hidden><button id="agree" data-dictation-agree></button></div></div>`;

class Ear extends EventTarget {
  static last: Ear;
  lang = "";
  continuous = false;
  interimResults = false;
  running = false;
  constructor() {
    super();
    Ear.last = this;
  }
  start(): void {
    this.running = true;
  }
  stop(): void {
    this.running = false;
  }
  hear(words: string, isFinal: boolean): void {
    const results = [{ isFinal, 0: { transcript: words } }];
    this.dispatchEvent(Object.assign(new Event("result"), { resultIndex: 0, results }));
  }
}

describe("dictation", () => {
  const state = () => get("[data-dictation-state]").textContent;
  const start = () => {
    get("#talk").click();
    get("#agree").click();
  };
  beforeEach(() => {
    localStorage.clear();
    vi.stubGlobal("SpeechRecognition", Ear);
    mount(page, { dictation: Dictation });
  });

  it("says first that the browser's maker may hear, and asks only once", () => {
    get("#talk").click();
    expect(get("[data-dictation-notice]").hidden).toBe(false);
    expect(get("#talk").getAttribute("aria-pressed")).not.toBe("true");
    get("#agree").click();
    expect([state(), Ear.last.running, Ear.last.lang]).toEqual(["Listening", true, "fr"]);
    get("#talk").click();
    get("#talk").click();
    expect(get("[data-dictation-notice]").hidden).toBe(true);
    expect(state()).toBe("Listening");
  });

  it("writes what it heard into the box, where it is kept like typed words", () => {
    const kept = vi.fn();
    get("#answer").addEventListener("input", kept);
    start();
    Ear.last.hear("bonjour", false);
    expect([get("[data-interim]").textContent, get<HTMLTextAreaElement>("#answer").value]).toEqual([
      "bonjour",
      "",
    ]);
    Ear.last.hear("Bonjour.", true);
    Ear.last.hear(" Merci.", true);
    expect(get<HTMLTextAreaElement>("#answer").value).toBe("Bonjour. Merci.");
    expect(kept).toHaveBeenCalledTimes(2);
  });

  it("goes on after a silence and stops when told to", () => {
    start();
    Ear.last.running = false;
    Ear.last.dispatchEvent(new Event("end"));
    expect(Ear.last.running).toBe(true);
    get("#talk").click();
    Ear.last.dispatchEvent(new Event("end"));
    expect([Ear.last.running, state()]).toEqual([false, "Stopped"]);
  });

  it("says in plain words that the microphone is not allowed", () => {
    start();
    Ear.last.dispatchEvent(Object.assign(new Event("error"), { error: "not-allowed" }));
    expect([state(), get("#talk").getAttribute("aria-pressed")]).toEqual(["Blocked", "false"]);
  });

  it("stops when the answer is sent or a moment is asked for", () => {
    start();
    document.dispatchEvent(new CustomEvent("conversation:paused"));
    expect(Ear.last.running).toBe(false);
  });

  it("does not offer what the browser does not have", () => {
    vi.stubGlobal("SpeechRecognition", undefined);
    mount(page, { dictation: Dictation });
    expect([get("#talk").hidden, get("[data-dictation-missing]").hidden]).toEqual([true, false]);
  });
});
