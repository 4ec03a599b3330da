import { describe, expect, it } from "vitest";
import { get, mount } from "../core/testing";
import LocalTime, { wordsFor } from "./LocalTime";

const now = Date.UTC(2026, 10, 21, 12, 0);
const before = (minutes: number) => wordsFor(new Date(now - minutes * 60_000), "ago", "en", now);

describe("local time", () => {
  it("counts back for a week and then names the date", () => {
    expect([before(0), before(5), before(180), before(60 * 24), before(60 * 24 * 8)]).toEqual([
      "now",
      "5 minutes ago",
      "3 hours ago",
      "yesterday",
      "Nov 13",
    ]);
  });

  it("names the year only when it is another one", () => {
    expect(wordsFor(new Date(Date.UTC(2025, 4, 2, 12)), "date", "en", now)).toBe("May 2, 2025");
  });

  it("keeps the exact time and zone on hover, and leaves nonsense as it is", () => {
    mount(
      '<time id="a" data-controller="local-time" datetime="2026-11-21T08:41:00Z">x</time><time id="b" data-controller="local-time" datetime="soon">soon</time>',
      { "local-time": LocalTime },
    );
    expect(get("#a").title).toMatch(/2026/);
    expect(get("#a").textContent).not.toBe("x");
    expect(get("#b").textContent).toBe("soon");
  });
});
