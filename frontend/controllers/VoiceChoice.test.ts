import { beforeEach, describe, expect, it, vi } from "vitest";
import { get, mount } from "../core/testing";
import VoiceChoice, { voicesOf } from "./VoiceChoice";

const page = (kept = "") => `<div data-controller="voice-choice" data-language="de" data-sample="Guten Tag."
  data-elsewhere="{name} (elsewhere)" data-none="No voice." data-silent="No speech.">
  <select data-voices><option value="">First</option>${kept && `<option selected>${kept}</option>`}</select>
  <button data-preview></button><p data-state></p></div>`;
const voice = (name: string, lang: string, localService = true) =>
  ({ name, lang, localService }) as SpeechSynthesisVoice;
const options = () => [...get<HTMLSelectElement>("select").options].map((option) => option.text);

describe("voice choice", () => {
  let voices: SpeechSynthesisVoice[] = [];
  let changed: () => void = () => undefined;
  const said: string[] = [];
  beforeEach(() => {
    said.length = 0;
    voices = [voice("Far", "de-DE", false), voice("Anna", "de_DE"), voice("Sam", "en-US")];
    vi.stubGlobal(
      "SpeechSynthesisUtterance",
      class {
        lang = "";
        voice?: SpeechSynthesisVoice;
        constructor(public text: string) {}
      },
    );
    vi.stubGlobal("speechSynthesis", {
      getVoices: () => voices,
      cancel: vi.fn(),
      speak: (each: SpeechSynthesisUtterance) => said.push(`${each.voice?.name}: ${each.text}`),
      addEventListener: (_name: string, listener: () => void) => (changed = listener),
      removeEventListener: vi.fn(),
    });
  });

  it("offers the voices of its language, those on this device first", () => {
    mount(page(), { "voice-choice": VoiceChoice });
    expect(options()).toEqual(["First", "Anna · de_DE", "Far · de-DE"]);
    expect(voicesOf(voices, "fr")).toEqual([]);
  });

  it("says the sample in the chosen voice, or in the first one there is", () => {
    mount(page("Far"), { "voice-choice": VoiceChoice });
    get("button").click();
    get<HTMLSelectElement>("select").value = "";
    get("button").click();
    expect(said).toEqual(["Far: Guten Tag.", "Anna: Guten Tag."]);
  });

  it("keeps a voice this browser lacks, and says so", () => {
    mount(page("Greta"), { "voice-choice": VoiceChoice });
    expect(options()).toContain("Greta (elsewhere)");
    expect(get<HTMLSelectElement>("select").value).toBe("Greta");
  });

  it("says that there is no voice until one arrives", () => {
    const later = voices;
    voices = [];
    mount(page(), { "voice-choice": VoiceChoice });
    expect(get("[data-state]").textContent).toBe("No voice.");
    expect(get<HTMLButtonElement>("button").disabled).toBe(true);
    voices = later;
    changed();
    expect(get("[data-state]").textContent).toBe("");
    expect(get<HTMLButtonElement>("button").disabled).toBe(false);
  });

  it("says so where the browser cannot speak", () => {
    vi.stubGlobal("speechSynthesis", undefined);
    mount(page("Greta"), { "voice-choice": VoiceChoice });
    expect(get("[data-state]").textContent).toBe("No speech.");
    expect(get<HTMLSelectElement>("select").value).toBe("Greta");
  });
});
