import { describe, expect, it, vi } from "vitest";
import { deliver, waitBefore } from "./send";

const answer = (body: string, init: ResponseInit = {}) =>
  vi.stubGlobal("fetch", async () => new Response(body, init));

describe("delivering an answer", () => {
  it.each([
    [200, "<p>next</p>", { kind: "arrived", html: "<p>next</p>" }],
    [409, "<p>now</p>", { kind: "moved-on", html: "<p>now</p>" }],
    [422, "Too long.", { kind: "refused", message: "Too long." }],
    [403, "<html>…</html>", { kind: "refused", message: "" }],
    [429, "", { kind: "unreachable" }],
    [503, "", { kind: "unreachable" }],
  ])("reads status %i", async (status, body, expected) => {
    answer(body, { status });
    expect(await deliver("/turn", new FormData())).toEqual(expected);
  });

  it("follows the server elsewhere when it says so", async () => {
    answer("", { headers: { "HX-Redirect": "/done/" } });
    expect(await deliver("/turn", new FormData())).toEqual({ kind: "leave", url: "/done/" });
  });

  it("takes a broken line for unreachable", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("network")));
    expect(await deliver("/turn", new FormData())).toEqual({ kind: "unreachable" });
  });

  it("waits longer each time, and never longer than fifteen seconds", () => {
    expect([1, 2, 3, 4, 5, 9].map(waitBefore)).toEqual([1, 2, 4, 8, 15, 15]);
  });
});
