import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { get, mount, settle, type } from "../core/testing";
import LivePreview, { show } from "./LivePreview";

const page = `<form data-controller="live-preview" data-preview="/preview/" data-frame="frame"><input name="header_text">
  <button data-show>Show</button></form><iframe id="frame"></iframe>`;
const drawn = (words: string, brand = "0b6457") =>
  `<html lang="ar" dir="rtl" data-theme="dark"><head><link rel="alternate" href="/brand/${brand}.css"></head><body><p>${words}</p></body></html>`;

describe("live preview", () => {
  const asked = vi.fn();
  let inside: Document;

  beforeEach(() => {
    vi.useFakeTimers();
    asked.mockReset();
    vi.stubGlobal("fetch", asked);
    inside = new DOMParser().parseFromString(drawn("Before").replace(' dir="rtl"', ""), "text/html");
    mount(page, { "live-preview": LivePreview });
    Object.defineProperty(get("#frame"), "contentDocument", { value: inside });
  });
  afterEach(() => vi.useRealTimers());

  it("draws what is typed after a rest, once", async () => {
    asked.mockImplementation(async () => new Response(drawn("Hello")));
    const box = get<HTMLInputElement>("input");
    type(box, "Hel");
    vi.advanceTimersByTime(200);
    type(box, "Hello");
    vi.advanceTimersByTime(400);
    await settle();
    expect(asked).toHaveBeenCalledTimes(1);
    expect(asked.mock.calls[0]?.[0]).toBe("/preview/");
    expect((asked.mock.calls[0]?.[1].body as FormData).get("header_text")).toBe("Hello");
    expect(inside.body.textContent).toContain("Hello");
    expect(get("[data-show]").hidden).toBe(true);
  });

  it("drops the answer to an older question", async () => {
    const answers: ((value: Response) => void)[] = [];
    asked.mockImplementation(
      (_url: string, { signal }: { signal: AbortSignal }) =>
        new Promise((resolve, reject) => {
          answers.push(resolve);
          signal.addEventListener("abort", () => reject(new Error("dropped")));
        }),
    );
    const box = get<HTMLInputElement>("input");
    type(box, "One");
    vi.advanceTimersByTime(400);
    type(box, "Two");
    vi.advanceTimersByTime(400);
    answers[0]?.(new Response(drawn("One")));
    answers[1]?.(new Response(drawn("Two")));
    await settle();
    expect(inside.body.textContent).toContain("Two");
  });

  it("keeps what it shows when the answer is no page", async () => {
    asked.mockImplementation(async () => new Response("no", { status: 500 }));
    type(get<HTMLInputElement>("input"), "Hello");
    vi.advanceTimersByTime(400);
    await settle();
    expect(inside.body.textContent).toContain("Before");
  });

  it("takes over language, direction, theme and the brand's style sheet", () => {
    show(inside, drawn("Hello", "8a1c5b"));
    expect(inside.documentElement.getAttribute("dir")).toBe("rtl");
    expect(inside.querySelector("link")?.getAttribute("href")).toBe("/brand/8a1c5b.css");
    show(inside, "<html lang='en'><head></head><body>Plain</body></html>");
    expect(inside.documentElement.getAttribute("dir")).toBe(null);
    expect(inside.documentElement.getAttribute("data-theme")).toBe(null);
  });
});
