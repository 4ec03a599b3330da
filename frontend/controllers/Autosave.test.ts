import { beforeEach, describe, expect, it, vi } from "vitest";
import { get, mount, settle, type } from "../core/testing";
import Autosave from "./Autosave";

const page = `<form action="/save" data-controller="autosave" data-saving="Saving" data-saved="Saved" data-failed="Trying again" data-invalid="Look again">
  <input name="title"><span data-autosave-state></span></form>`;

describe("autosave", () => {
  const answers: (() => Promise<Response>)[] = [];
  const asked = vi.fn(() => (answers.shift() ?? (async () => new Response("")))());
  const state = () => get("[data-autosave-state]").textContent;

  beforeEach(() => {
    vi.useFakeTimers();
    answers.length = 0;
    asked.mockClear();
    vi.stubGlobal("fetch", asked);
    mount(page, { autosave: Autosave });
  });

  it("saves after a rest and says so at each step", async () => {
    type(get<HTMLInputElement>("input"), "Nurse");
    vi.advanceTimersByTime(800);
    expect(state()).toBe("Saving");
    await settle();
    expect(state()).toBe("Saved");
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it("tries again when it did not arrive, and asks before the page is left", async () => {
    answers.push(() => Promise.reject(new Error("offline")));
    type(get<HTMLInputElement>("input"), "Nurse");
    vi.advanceTimersByTime(800);
    await settle();
    expect(state()).toBe("Trying again");
    const leaving = new Event("beforeunload", { cancelable: true });
    window.dispatchEvent(leaving);
    expect(leaving.defaultPrevented).toBe(true);
    vi.advanceTimersByTime(2000);
    await settle();
    expect(state()).toBe("Saved");
  });

  it("does not repeat what the server refused", async () => {
    answers.push(async () => new Response("", { status: 422 }));
    type(get<HTMLInputElement>("input"), "");
    vi.advanceTimersByTime(800);
    await settle();
    vi.advanceTimersByTime(60_000);
    expect(state()).toBe("Look again");
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it("goes on saving where the first save put it, and never sends a file by itself", async () => {
    document.querySelector("form")?.insertAdjacentHTML("beforeend", '<input type="file" name="cv"><input name="seen" value="1">');
    const headers = { "X-Saved-At": "/saved/7/", "X-Seen": "2" };
    answers.push(async () => new Response("", { headers }));
    type(get<HTMLInputElement>("input"), "Nurse");
    vi.advanceTimersByTime(800);
    await settle();
    type(get<HTMLInputElement>("input"), "Nurse, nights");
    vi.advanceTimersByTime(800);
    await settle();
    const [address, request] = asked.mock.calls.at(-1) as unknown as [string, { body: FormData }];
    expect(address).toContain("/saved/7/");
    expect(request.body.get("seen")).toBe("2");
    expect(request.body.has("cv")).toBe(false);
  });

  it("lets a save that is on its way arrive before the form is sent", async () => {
    const form = get<HTMLFormElement>("form");
    const sent = vi.fn();
    form.requestSubmit = sent;
    type(get<HTMLInputElement>("input"), "Nurse");
    vi.advanceTimersByTime(800);
    const pressed = new Event("submit", { cancelable: true });
    form.dispatchEvent(pressed);
    expect(pressed.defaultPrevented).toBe(true);
    expect(sent).not.toHaveBeenCalled();
    await settle();
    expect(sent).toHaveBeenCalledTimes(1);
  });
});
