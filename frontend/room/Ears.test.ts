import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Ears } from "./Ears";

class Recogniser extends EventTarget {
  static made: Recogniser[] = [];
  started = 0;
  stopped = 0;
  constructor() {
    super();
    Recogniser.made.push(this);
  }
  start(): void {
    this.started += 1;
  }
  stop(): void {
    this.stopped += 1;
  }
  says(...words: string[]): void {
    const results = words.map((transcript) => ({ isFinal: true, 0: { transcript } }));
    this.dispatchEvent(Object.assign(new Event("result"), { resultIndex: 0, results }));
  }
  fails(error: string): void {
    this.dispatchEvent(Object.assign(new Event("error"), { error }));
    this.dispatchEvent(new Event("end"));
  }
}

describe("the ears of the browser", () => {
  const heard: [string, string][] = [];
  const deaf = vi.fn();
  let ears: Ears;
  const one = () => Recogniser.made.at(-1) as Recogniser;

  beforeEach(() => {
    Recogniser.made = [];
    heard.length = 0;
    deaf.mockClear();
    vi.stubGlobal("SpeechRecognition", Recogniser);
    ears = new Ears("fr", (text, key) => heard.push([text, key]), deaf);
    ears.open();
  });
  afterEach(() => vi.unstubAllGlobals());

  it("pass on each stretch of speech under a key of its own, and go on after a silence", () => {
    one().says(" Bonjour ");
    one().dispatchEvent(new Event("end"));
    one().says("Oui");
    expect(heard.map(([text]) => text)).toEqual(["Bonjour", "Oui"]);
    expect(new Set(heard.map(([, key]) => key)).size).toBe(2);
    expect([one().started, Recogniser.made.length]).toEqual([2, 1]);
  });

  it("close when they are told to, and stay closed", () => {
    ears.close();
    one().dispatchEvent(new Event("end"));
    expect([one().started, one().stopped]).toEqual([1, 1]);
  });

  it.each(["not-allowed", "language-not-supported"])("give up at once at %s", (error) => {
    one().fails(error);
    expect([deaf.mock.calls.length, one().started]).toEqual([1, 1]);
  });

  it("give up when their own line is cut three times without a word between", () => {
    one().fails("network");
    one().fails("network");
    one().says("Oui");
    one().fails("network");
    one().fails("network");
    expect(deaf).not.toHaveBeenCalled();
    one().fails("network");
    expect(deaf).toHaveBeenCalledOnce();
  });
});
