import { beforeEach, describe, expect, it, vi } from "vitest";
import { get, mount } from "../core/testing";
import ReadAloud, { sentences, voiceFor } from "./ReadAloud";

const page = `<section data-controller="read-aloud" lang="de"><div id="talk"><p data-speak>Hallo. Wie geht es?</p></div>
  <button id="toggle" data-speak-toggle></button><button id="repeat" data-repeat></button></section>`;
const changes = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("read aloud", () => {
  let spoken: string[] = [];
  const cancel = vi.fn();
  beforeEach(() => {
    localStorage.clear();
    spoken = [];
    cancel.mockClear();
    vi.stubGlobal(
      "SpeechSynthesisUtterance",
      class {
        lang = "";
        rate = 1;
        onstart = () => undefined;
        onend = () => undefined;
        constructor(public text: string) {}
      },
    );
    vi.stubGlobal("speechSynthesis", {
      getVoices: () => [],
      cancel,
      speak: (said: { text: string; lang: string }) => spoken.push(`${said.lang}: ${said.text}`),
    });
    mount(page, { "read-aloud": ReadAloud });
  });

  it("is silent until asked, then reads sentence by sentence in the language of the page", () => {
    expect(spoken).toEqual([]);
    get("#toggle").click();
    expect(spoken).toEqual(["de: Hallo.", "de: Wie geht es?"]);
    expect(get("#toggle").getAttribute("aria-pressed")).toBe("true");
  });

  it("reads what is new and says the last one again when asked", async () => {
    get("#toggle").click();
    spoken.length = 0;
    get("#talk").insertAdjacentHTML("beforeend", "<p data-speak>Weiter.</p>");
    await changes();
    get("#repeat").click();
    expect(spoken).toEqual(["de: Weiter.", "de: Weiter."]);
  });

  it("falls silent when the person speaks or pauses", () => {
    get("#toggle").click();
    cancel.mockClear();
    document.dispatchEvent(new CustomEvent("conversation:listening"));
    document.dispatchEvent(new CustomEvent("conversation:paused"));
    expect(cancel).toHaveBeenCalledTimes(2);
  });

  it("hides its buttons where the browser cannot speak", () => {
    vi.stubGlobal("speechSynthesis", undefined);
    mount(page, { "read-aloud": ReadAloud });
    expect(get("#toggle").hidden && get("#repeat").hidden).toBe(true);
  });

  it("is slower, pauses between sentences and shows them, where that was asked for", () => {
    vi.useFakeTimers();
    const said: { text: string; rate: number; onstart(): void; onend(): void }[] = [];
    vi.stubGlobal("speechSynthesis", { getVoices: () => [], cancel, speak: (one: never) => said.push(one) });
    const asked = page
      .replace("<button", '<i data-manner data-rate="0.75" data-gap="1500"></i><p id="caption" data-caption></p><button');
    mount(asked, { "read-aloud": ReadAloud });
    get("#toggle").click();
    expect(said.map((one) => one.rate)).toEqual([0.75]);
    said[0]?.onstart();
    expect(get("#caption").textContent).toBe("Hallo.");
    said[0]?.onend();
    vi.advanceTimersByTime(1499);
    expect(said.length).toBe(1);
    vi.advanceTimersByTime(1);
    expect(said[1]?.text).toBe("Wie geht es?");
    said[1]?.onstart();
    get("#toggle").click();
    expect(get("#caption").textContent).toBe("");
    vi.useRealTimers();
  });

  it("prefers a voice of the language that is on this device", () => {
    const voice = (lang: string, localService: boolean) => ({ lang, localService }) as SpeechSynthesisVoice;
    const voices = [voice("en-US", true), voice("de-DE", false), voice("de_AT", true)];
    expect(voiceFor(voices, "de")).toBe(voices[2]);
    expect(voiceFor(voices, "fr")).toBeUndefined();
    expect(sentences("One. Two!  ", "en")).toEqual(["One.", "Two!"]);
  });
});
