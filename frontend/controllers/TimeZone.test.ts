import { expect, it } from "vitest";
import { get, mount } from "../core/testing";
import TimeZone from "./TimeZone";

it("says the reader's time zone", () => {
  mount('<input type="hidden" data-controller="time-zone">', { "time-zone": TimeZone });
  expect(get<HTMLInputElement>("input").value).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
});
