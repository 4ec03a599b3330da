import { beforeEach, describe, expect, it } from "vitest";
import { get, mount } from "../core/testing";
import FileDrop, { readable } from "./FileDrop";

const page = `<form><div data-controller="file-drop" data-max-bytes="2000000" data-too-big="{name} is {size}; most {max}" data-wrong-kind="{name}: not that kind">
  <span data-file-name>Choose</span><input type="file" accept=".pdf,.txt"><progress hidden></progress></div></form>`;

function choose(name: string, size: number): HTMLInputElement {
  const file = new File(["x"], name);
  Object.defineProperty(file, "size", { value: size });
  const input = get<HTMLInputElement>("input");
  Object.defineProperty(input, "files", { value: [file], configurable: true });
  input.reportValidity = () => true;
  input.dispatchEvent(new Event("change"));
  return input;
}

describe("file drop", () => {
  beforeEach(() => mount(page, { "file-drop": FileDrop }));

  it("shows the name and size of what was chosen", () => {
    const input = choose("resume.PDF", 120_000);
    expect(get("[data-file-name]").textContent).toBe("resume.PDF · 120 kB");
    expect(input.validationMessage).toBe("");
  });

  it("says too big and wrong kind before anything is sent", () => {
    expect(choose("resume.pdf", 3_000_000).validationMessage).toBe("resume.pdf is 3 MB; most 2 MB");
    expect(choose("setup.exe", 10).validationMessage).toBe("setup.exe: not that kind");
    expect(choose("resume.txt", 10).validationMessage).toBe("");
  });

  it("follows the upload and hides its bar at the end", () => {
    const bar = get<HTMLProgressElement>("progress");
    const tell = (name: string, detail: object) =>
      get("form").dispatchEvent(new CustomEvent(name, { detail }));
    tell("htmx:xhr:progress", { lengthComputable: true, loaded: 50, total: 200 });
    expect([bar.hidden, bar.value]).toEqual([false, 0.25]);
    tell("htmx:afterRequest", {});
    expect(bar.hidden).toBe(true);
  });

  it("speaks of sizes as people do", () => {
    expect([readable(12), readable(1500), readable(20_971_520)]).toEqual(["12 byte", "1.5 kB", "21 MB"]);
  });
});
