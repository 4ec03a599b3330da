import { afterEach, describe, expect, it, vi } from "vitest";
import { get, mount, settle } from "../core/testing";
import CopyText from "./CopyText";

function withClipboard(writeText: (text: string) => Promise<void>): void {
  vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText } });
}

describe("copy text", () => {
  afterEach(() => vi.useRealTimers());

  it("copies its own text and says so for two seconds", async () => {
    vi.useFakeTimers();
    const written = vi.fn(async () => undefined);
    withClipboard(written);
    mount(
      '<button data-controller="copy-text" data-text="https://example.org/a" data-done="Copied"><span data-copy-label>Copy</span></button>',
      { "copy-text": CopyText },
    );
    get("button").click();
    await settle();
    expect(written).toHaveBeenCalledWith("https://example.org/a");
    expect(get("span").textContent).toBe("Copied");
    vi.advanceTimersByTime(2000);
    expect(get("span").textContent).toBe("Copy");
  });

  it("copies what another element holds", async () => {
    const written = vi.fn(async () => undefined);
    withClipboard(written);
    mount(
      '<input id="link" value="from the box"><button data-controller="copy-text" data-from="#link"></button>',
      { "copy-text": CopyText },
    );
    get("button").click();
    await settle();
    expect(written).toHaveBeenCalledWith("from the box");
  });

  it("says that it did not work instead of pretending", async () => {
    withClipboard(() => Promise.reject(new Error("no")));
    mount(
      '<button data-controller="copy-text" data-text="x" data-done="Copied" data-failed="Select it"><span data-copy-label>Copy</span></button>',
      { "copy-text": CopyText },
    );
    const heard = vi.fn();
    document.addEventListener("announce", (event) => heard((event as CustomEvent).detail.text), {
      once: true,
    });
    get("button").click();
    await settle();
    expect(heard).toHaveBeenCalledWith("Select it");
    expect(get("span").textContent).toBe("Copy");
  });
});
