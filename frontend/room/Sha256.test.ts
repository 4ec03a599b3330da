import { createHash, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { Sha256 } from "./Sha256";

const known = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

test("it is what everybody else computes, at every length around a block", () => {
  for (const length of [0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 1000, 70_001]) {
    const bytes = randomBytes(length);
    expect(new Sha256().update(bytes).digest(), String(length)).toBe(known(bytes));
  }
});

test("put away after any piece and gone on with, it is the same", () => {
  const bytes = randomBytes(5000);
  let hash = new Sha256();
  for (let at = 0; at < bytes.length; at += 77) {
    hash = new Sha256(JSON.parse(JSON.stringify(hash.update(bytes.subarray(at, at + 77)).state)));
    hash.digest();
  }
  expect(hash.digest()).toBe(known(bytes));
});
