import type { eventWithTime } from "rrweb";
import { describe, expect, it } from "vitest";
import { parsed, sequence } from "./recording";

const at = (...times: number[]) => times.map((timestamp) => ({ type: 3, timestamp, data: {} }) as unknown as eventWithTime);

describe("a recording of several pages", () => {
  it("puts a page that overlaps another after it, and mixes none", () => {
    const whole = sequence([
      ["a", at(10, 20)],
      ["b", at(15, 40)],
      ["a", at(30)],
      ["c", at(500)],
    ]);
    expect(whole.map((event) => event.timestamp)).toEqual([10, 20, 30, 31, 56, 500]);
  });

  it("draws with the stylesheet of today", () => {
    const text = '[{"type":2,"timestamp":1,"data":{"href":"/static/build/assets/styles-Old1.css"}}]';
    expect(JSON.stringify(parsed(text, "/static/build/assets/styles-New2.css"))).toContain("styles-New2.css");
    expect(JSON.stringify(parsed(text, ""))).toContain("styles-Old1.css");
  });
});
