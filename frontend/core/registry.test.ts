import { describe, expect, it, vi } from "vitest";
import { register, start } from "./registry";
import { get, mount } from "./testing";

const changes = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("the registry", () => {
  it("starts each named controller once, however often start is called", () => {
    const first = vi.fn();
    const second = vi.fn();
    mount('<p data-controller="first second"></p>', { first, second });
    start();
    expect(first).toHaveBeenCalledTimes(1);
    expect(second).toHaveBeenCalledWith(get("p"));
  });

  it("starts a controller on markup that arrives later and cleans up when it goes", async () => {
    const cleanup = vi.fn();
    mount("<main></main>", { late: () => cleanup });
    get("main").innerHTML = '<div><p data-controller="late"></p></div>';
    await changes();
    get("main").innerHTML = "";
    await changes();
    expect(cleanup).toHaveBeenCalledTimes(1);
  });

  it("keeps what runs on an element that only moved", async () => {
    const cleanup = vi.fn();
    mount('<main></main><p data-controller="one"></p>', { one: () => cleanup });
    get("main").append(get("p"));
    await changes();
    expect(cleanup).not.toHaveBeenCalled();
  });

  it("starts what was registered by a script that came later", () => {
    const late = vi.fn();
    mount('<p data-controller="late"></p>', {});
    register({ late });
    start();
    expect(late).toHaveBeenCalledTimes(1);
  });
});
