import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Noticed } from "./notes";
import { Notes } from "./notes";
import { Outbox } from "./outbox";
import { Parts } from "./screen";
import { introduce, watch } from "./watch";

let seen: Noticed[] = [];
let stop = () => undefined as void;

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = '<button>Go</button><input value="typed words">';
  seen = [];
  stop = watch((what) => seen.push(what));
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

const of = (kind: string) => seen.filter((each) => each.kind === kind);

describe("what a page notices", () => {
  it("introduces the browser when it is asked to, and no sooner", () => {
    expect(of("about")).toEqual([]);
    introduce((what) => seen.push(what));
    expect(of("about")).toEqual([expect.objectContaining({ touch: false, width: window.innerWidth, platform: "" })]);
  });

  it("counts what was pasted and never keeps it", () => {
    const paste = Object.assign(new Event("paste", { bubbles: true }), { clipboardData: { getData: () => "a secret" } });
    document.querySelector("input")?.dispatchEvent(paste);
    expect(seen).toEqual([{ kind: "paste", length: 8 }]);
  });

  it("tells scripts that fail, promises that break, and pictures that do not arrive", () => {
    window.dispatchEvent(new ErrorEvent("error", { message: "no", filename: "/app.js", lineno: 3 }));
    window.dispatchEvent(Object.assign(new Event("unhandledrejection"), { reason: new TypeError("not so") }));
    const picture = document.createElement("img");
    picture.setAttribute("src", "/logo.png");
    document.body.append(picture);
    picture.dispatchEvent(new Event("error"));
    expect(seen).toEqual([
      { kind: "error", message: "no", file: "/app.js", line: 3 },
      { kind: "rejection", message: "TypeError: not so" },
      { kind: "resource", tag: "img", file: "/logo.png" },
    ]);
  });

  it("tells that somebody went away, and not that they went on to the next page", () => {
    const hidden = vi.spyOn(document, "hidden", "get").mockReturnValue(true);
    document.dispatchEvent(new Event("visibilitychange"));
    window.dispatchEvent(new Event("pagehide"));
    document.dispatchEvent(new Event("visibilitychange"));
    expect(of("visibility")).toEqual([{ kind: "visibility", state: "hidden" }]);
    hidden.mockRestore();
  });

  it("tells clicks in quick succession on one spot, not in a field and not at leisure", () => {
    const click = (selector: string) =>
      document.querySelector(selector)?.dispatchEvent(new MouseEvent("click", { bubbles: true, clientX: 5, clientY: 5 }));
    for (let n = 0; n < 4; n += 1) click("button");
    for (let n = 0; n < 4; n += 1) click("input");
    vi.advanceTimersByTime(1000);
    click("button");
    vi.advanceTimersByTime(1000);
    click("button");
    vi.advanceTimersByTime(1000);
    expect(of("rage")).toEqual([{ kind: "rage", count: 4, tag: "button" }]);
  });
});

describe("batches and parts", () => {
  const bodies: string[] = [];
  const box = () => new Outbox(vi.fn(), vi.fn(), "a", async (_url, body) => (bodies.push(String(body)), { kind: "drop" }));

  beforeEach(() => bodies.splice(0));

  it("hands over fifty events at once, numbered from nought, and a loop of failures only so long", async () => {
    const notes = new Notes("/events/", box());
    for (let n = 0; n < 3000; n += 1) notes.add({ kind: "copy", length: n });
    notes.flush();
    await vi.advanceTimersByTimeAsync(10);
    const events = bodies.flatMap((body) => (JSON.parse(body) as { events: { number: number }[] }).events);
    expect(events.length).toBe(2000);
    expect(events.every((event, place) => event.number === place)).toBe(true);
  });

  it("cuts a recording into parts of a size that one request may carry", async () => {
    const put = vi.fn();
    const parts = new Parts("/screen/", { put } as unknown as Outbox);
    for (let n = 0; n < 5; n += 1) parts.add(JSON.stringify({ n, text: "x".repeat(60_000) }));
    parts.flush();
    parts.flush();
    const sent = put.mock.calls.map(([parcel]) => parcel as { url: string; body: string });
    expect(sent.map((parcel) => (JSON.parse(parcel.body) as unknown[]).length)).toEqual([2, 2, 1]);
    expect(sent[2]?.url).toMatch(/^\/screen\/\?page=[0-9a-f]{32}&number=2$/);
  });
});
