import { beforeEach, describe, expect, it, vi } from "vitest";
import { get, mount, press, send, settle, type } from "../core/testing";
import AnswerBox from "./AnswerBox";

const page = (confirmed = "") => `<div id="talk">Question 1</div>
  <form action="/turn" data-controller="answer-box" data-draft="attempt-1" data-confirmed="${confirmed}" data-target="#talk"
    data-kept="Kept" data-sending="Sending" data-waiting="Again in {n} s" data-arrived="Sent" data-refused="Refused" data-moved-on="Moved on" data-empty="Empty">
    <input type="hidden" name="key" value="from-server"><textarea name="answer"></textarea>
    <p data-answer-state></p><button type="button" data-retry hidden></button><button type="submit"></button></form>`;

describe("the answer box", () => {
  let replies: (() => Promise<Response>)[] = [];
  let requests: FormData[] = [];
  const box = () => get<HTMLTextAreaElement>("textarea");
  const state = () => get("[data-answer-state]").textContent;
  const key = () => get<HTMLInputElement>('[name="key"]').value;
  const offline = () => Promise.reject(new TypeError("network"));
  const open = (confirmed = "") => mount(page(confirmed), { "answer-box": AnswerBox });

  async function submit(text: string): Promise<void> {
    type(box(), text);
    send(get<HTMLFormElement>("form"));
    await settle();
  }

  beforeEach(() => {
    vi.useFakeTimers();
    localStorage.clear();
    replies = [];
    requests = [];
    vi.stubGlobal("matchMedia", () => ({ matches: false }));
    vi.stubGlobal("fetch", (_url: string, init: RequestInit) => {
      requests.push(init.body as FormData);
      return (replies.shift() ?? (async () => new Response("Question 2")))();
    });
    open();
  });

  it("keeps what is typed and gives it back after a reload", () => {
    type(box(), "First I");
    expect(state()).toBe("Kept");
    open();
    expect(box().value).toBe("First I");
    expect(requests).toHaveLength(0);
  });

  it("sends, shows what comes next, and takes a fresh key", async () => {
    const first = key();
    await submit("A long answer");
    expect(requests[0]?.get("answer")).toBe("A long answer");
    expect(requests[0]?.get("key")).toBe(first);
    expect(get("#talk").textContent).toBe("Question 2");
    expect([box().value, state(), key() === first, localStorage.length]).toEqual(["", "Sent", false, 0]);
  });

  it("sends on Enter, and not on Shift+Enter, in the middle of a composed letter, or where the pointer is a thumb", async () => {
    type(box(), "Yes");
    press(box(), "Enter", { shiftKey: true });
    press(box(), "Enter", { isComposing: true });
    vi.stubGlobal("matchMedia", () => ({ matches: true }));
    press(box(), "Enter");
    expect(requests).toHaveLength(0);
    vi.stubGlobal("matchMedia", () => ({ matches: false }));
    press(box(), "Enter");
    await settle();
    expect(requests).toHaveLength(1);
  });

  it("tries again with the same key and the same words when the line drops, and says so", async () => {
    replies = [offline, offline];
    await submit("Kept safe");
    expect(state()).toBe("Again in 1 s");
    expect(box().value).toBe("Kept safe");
    vi.advanceTimersByTime(1000);
    await settle();
    expect(state()).toBe("Again in 2 s");
    vi.advanceTimersByTime(2000);
    await settle();
    expect(state()).toBe("Sent");
    expect(
      new Set(requests.map((body) => `${String(body.get("key"))} ${String(body.get("answer"))}`)).size,
    ).toBe(1);
  });

  it("tries at once when asked to or when the line is back", async () => {
    replies = [offline, offline];
    await submit("Kept safe");
    get("[data-retry]").click();
    await settle();
    expect(requests).toHaveLength(2);
    window.dispatchEvent(new Event("online"));
    await settle();
    expect(state()).toBe("Sent");
  });

  it("delivers after a reload what was sent and never confirmed", async () => {
    replies = [offline];
    await submit("Do not lose me");
    const sent = key();
    open();
    await settle();
    expect(requests.at(-1)?.get("answer")).toBe("Do not lose me");
    expect(requests.at(-1)?.get("key")).toBe(sent);
  });

  it("keeps what was typed before it ran, beside what was kept and after what is still on its way", async () => {
    const early = (text: string) =>
      mount(page().replace("</textarea>", `${text}</textarea>`), { "answer-box": AnswerBox });
    early("Typed early");
    expect([box().value, state()]).toEqual(["Typed early", "Kept"]);
    early("More");
    expect(box().value).toBe("Typed early\nMore");
    replies = [offline];
    send(get<HTMLFormElement>("form"));
    await settle();
    early("And then");
    await settle();
    expect(requests.at(-1)?.get("answer")).toBe("Typed early\nMore");
    expect(box().value).toBe("And then");
  });

  it("sends nothing twice after a reload when the server already had it", async () => {
    replies = [offline];
    await submit("It did arrive");
    open(key());
    await settle();
    expect(requests).toHaveLength(1);
    expect(box().value).toBe("");
  });

  it("does nothing on a second press while one is on its way", async () => {
    replies = [() => new Promise(() => undefined)];
    await submit("Once");
    send(get<HTMLFormElement>("form"));
    await settle();
    expect(requests).toHaveLength(1);
  });

  it("keeps the words when they are refused, and says why", async () => {
    replies = [async () => new Response("That is too long.", { status: 422 })];
    await submit("Very long");
    expect([state(), box().value, box().readOnly]).toEqual(["That is too long.", "Very long", false]);
  });

  it("shows where the conversation is when another tab was first, and keeps the words", async () => {
    replies = [async () => new Response("Question 3", { status: 409 })];
    await submit("Late");
    expect([get("#talk").textContent, state(), box().value]).toEqual(["Question 3", "Moved on", "Late"]);
  });

  it("is free for the next answer when the server kept one that another tab had overtaken", async () => {
    const headers = { "X-Answer-Kept": "yes" };
    replies = [async () => new Response("Question 3", { status: 409, headers })];
    await submit("Late but kept");
    expect([get("#talk").textContent, state(), box().value]).toEqual(["Question 3", "Sent", ""]);
  });

  it("brings the newest words and the box into view, and the words first where both do not fit", async () => {
    const seen: string[] = [];
    vi.spyOn(Element.prototype, "scrollIntoView").mockImplementation(function (this: Element) {
      seen.push(this.tagName);
    });
    let top = 10;
    vi.spyOn(Element.prototype, "getBoundingClientRect").mockImplementation(() => new DOMRect(0, top, 0, 0));
    const newest = async () => new Response("<p data-newest>Question 2</p>");
    replies = [newest, newest];
    await submit("First");
    expect(seen).toEqual(["FORM"]);
    top = -10;
    await submit("Second");
    expect(seen).toEqual(["FORM", "FORM", "P"]);
    vi.restoreAllMocks();
  });

  it("does not send an empty answer", async () => {
    await submit("   ");
    expect([requests.length, state()]).toEqual([0, "Empty"]);
  });
});
