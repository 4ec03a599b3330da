import htmx from "htmx.org";
import { beforeAll, describe, expect, it } from "vitest";
import { startHtmx } from "./htmx";

describe("htmx under our policy", () => {
  beforeAll(startHtmx);

  it("evaluates nothing and writes no style element", () => {
    expect(htmx.config.allowEval).toBe(false);
    expect(htmx.config.includeIndicatorStyles).toBe(false);
    expect(htmx.config.selfRequestsOnly).toBe(true);
  });

  it("sends the page's token with what changes things, and not with what reads", () => {
    document.head.innerHTML = '<meta name="csrf-token" content="a-token">';
    const headersFor = (verb: string) => {
      const headers: Record<string, string> = {};
      document.dispatchEvent(new CustomEvent("htmx:configRequest", { detail: { verb, headers } }));
      return headers;
    };
    expect(headersFor("post")["X-CSRFToken"]).toBe("a-token");
    expect(headersFor("get")["X-CSRFToken"]).toBeUndefined();
  });

  it("puts a form that came back with errors into the page", () => {
    const rule = htmx.config.responseHandling.find((each) => new RegExp(each.code ?? "").test("422"));
    expect(rule?.swap).toBe(true);
  });
});
