import { beforeEach, describe, expect, it } from "vitest";
import { dropDraft, freshDraft, keepDraft, loadDraft } from "./draft";

describe("a draft", () => {
  beforeEach(() => localStorage.clear());

  it("comes back as it was kept, key and all", () => {
    const draft = { ...freshDraft(), text: "First I", pending: true };
    expect(keepDraft("a", draft)).toBe(true);
    expect(loadDraft("a", "")).toEqual(draft);
  });

  it("is gone when the server says that it has the answer with its key", () => {
    const draft = { ...freshDraft(), text: "First I", pending: true };
    keepDraft("a", draft);
    expect(loadDraft("a", draft.key).text).toBe("");
  });

  it("gets a key of its own every time", () => {
    expect(freshDraft().key).toMatch(/^[0-9a-f]{32}$/);
    expect(freshDraft().key).not.toBe(freshDraft().key);
  });

  it("starts afresh where what was kept is broken or dropped", () => {
    localStorage.setItem("a", "{not json");
    expect(loadDraft("a", "").text).toBe("");
    keepDraft("b", { ...freshDraft(), text: "x" });
    dropDraft("b");
    expect(loadDraft("b", "").text).toBe("");
  });
});
