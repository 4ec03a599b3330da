import { expect, test } from "vitest";
import { peaks, shape, strokes } from "./waveform";

test("each part of the sound is as loud as its loudest sample", () => {
  const sound = new Float32Array([0.1, -0.5, 0.2, 0.2, 0, 0]);
  expect(peaks(sound, 3).map((each) => Number(each.toFixed(2)))).toEqual([0.5, 0.2, 0]);
});

test("the loudest stroke is as high as the picture, and silence is a point", () => {
  expect(strokes([1, 0])).toBe("M250.0 1.0v38.0M750.0 19.5v1.0");
});

test("a browser that cannot decode draws nothing", async () => {
  expect(await shape([{ url: "/one", from: 0, to: 10 }])).toBeNull();
});
