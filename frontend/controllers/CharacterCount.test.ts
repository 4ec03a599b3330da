import { beforeEach, describe, expect, it } from "vitest";
import { get, mount, type } from "../core/testing";
import CharacterCount from "./CharacterCount";

describe("character count", () => {
  beforeEach(() =>
    mount(
      '<div data-controller="character-count" data-max="5" data-left="{n} left" data-over="{n} too many"><textarea>ab</textarea><span data-count></span></div>',
      { "character-count": CharacterCount },
    ),
  );
  const said = () => get("[data-count]").textContent;

  it("counts from the start and as one types", () => {
    expect(said()).toBe("3 left");
    type(get<HTMLTextAreaElement>("textarea"), "abcd");
    expect(said()).toBe("1 left");
  });

  it("says what is too many and cuts nothing off", () => {
    type(get<HTMLTextAreaElement>("textarea"), "abcdefg");
    expect(said()).toBe("2 too many");
    expect(get("[data-count]").classList.contains("is-over")).toBe(true);
    expect(get<HTMLTextAreaElement>("textarea").value).toBe("abcdefg");
  });

  it("counts a character outside the basic plane once", () => {
    type(get<HTMLTextAreaElement>("textarea"), "😀😀");
    expect(said()).toBe("3 left");
  });
});
