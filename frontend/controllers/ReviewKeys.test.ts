import { beforeEach, expect, test, vi } from "vitest";
import { get, mount, press } from "../core/testing";
import ReviewKeys from "./ReviewKeys";

const PAGE = `
  <div data-controller="review-keys"><dialog></dialog></div>
  <button data-play></button><button data-back></button>
  <select data-speed><option>1</option><option>2</option></select>
  <details data-question open><span class="evidence"><a data-turn href="#a">a</a></span></details>
  <details data-question><span class="evidence"><a data-turn href="#b">b</a></span></details>
  <textarea></textarea>`;

beforeEach(() => mount(PAGE, { "review-keys": ReviewKeys }));

function counted(selector: string): () => number {
  const heard = vi.fn((event: Event) => event.preventDefault());
  get(selector).addEventListener("click", heard);
  return () => heard.mock.calls.length;
}

test("letters press what they stand for, and never while somebody types", () => {
  const [plays, backs] = [counted("[data-play]"), counted("[data-back]")];
  press(document.body, "p");
  press(document.body, "b");
  press(get("textarea"), "p");
  press(document.body, "p", { ctrlKey: true });
  expect([plays(), backs()]).toEqual([1, 1]);
  press(document.body, "s");
  expect(get<HTMLSelectElement>("select").value).toBe("2");
  press(document.body, "s");
  expect(get<HTMLSelectElement>("select").value).toBe("1");
});

test("the next evidence is the next one that can be seen, and then the first again", () => {
  const [first, second] = [counted("a[href='#a']"), counted("a[href='#b']")];
  press(document.body, "e");
  press(document.body, "e");
  expect([first(), second()]).toEqual([2, 0]);
  press(document.body, "o");
  press(document.body, "e");
  expect([first(), second()]).toEqual([2, 1]);
  press(document.body, "o");
  expect(document.querySelectorAll("details[open]")).toHaveLength(0);
});

test("a question mark opens the list, and then no letter does anything", () => {
  const plays = counted("[data-play]");
  const dialog = get<HTMLDialogElement>("dialog");
  dialog.showModal = vi.fn(() => dialog.setAttribute("open", ""));
  press(document.body, "?");
  expect(dialog.showModal).toHaveBeenCalled();
  press(document.body, "p");
  expect(plays()).toBe(0);
});
