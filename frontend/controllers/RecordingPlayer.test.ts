import { beforeEach, expect, test, vi } from "vitest";
import { get, mount } from "../core/testing";
import { stop } from "../core/registry";
import RecordingPlayer from "./RecordingPlayer";

const PLAYER = `
  <ol><li class="turn" id="turn-a"><span class="stamp is-still">00:01</span></li>
      <li class="turn" id="turn-b"><span class="stamp is-still">00:12</span></li></ol>
  <a data-turn href="#turn-b">quote</a>
  <div data-controller="recording-player" data-turns='[["turn-a",1000],["turn-b",12000]]'
       data-from-words="Play from {at}" data-failed="Broken.">
    <audio data-media controls src="/one"></audio>
    <span data-piece="/one" data-from="1000" data-to="6000"></span>
    <span data-piece="/two" data-from="11000" data-to="16000"></span>
    <div data-shown hidden><input type="range" data-seek min="1" max="16" value="1">
      <button data-play aria-label="Play" data-other="Pause"><i data-icon></i><i data-icon hidden></i></button>
      <button data-back></button><span data-time></span>
      <select data-speed><option>1</option><option>2</option></select></div>
    <p data-state></p>
  </div>`;

let playing = false;
const media = () => get<HTMLAudioElement>("[data-media]");
const source = () => media().getAttribute("src");
const fire = (name: string) => media().dispatchEvent(new Event(name));

beforeEach(() => {
  playing = false;
  mount(PLAYER, {});
  const element = media();
  let at = 0;
  Object.defineProperty(element, "paused", { get: () => !playing });
  Object.defineProperty(element, "currentTime", { get: () => at, set: (value: number) => (at = value) });
  element.play = vi.fn(async () => {
    playing = true;
    fire("play");
  });
  element.pause = vi.fn(() => {
    playing = false;
    fire("pause");
  });
  mountHere();
});

/** On the element that now has a browser's own powers. */
function mountHere(): void {
  const cleanup = RecordingPlayer(get("[data-controller]"));
  if (cleanup) undo = cleanup;
}
let undo: () => void;

test("a press on a turn plays from its second, in the piece that holds it", () => {
  const stamp = get("#turn-b button.stamp");
  expect(stamp.getAttribute("aria-label")).toBe("Play from 00:12");
  stamp.click();
  expect([source(), media().currentTime, playing]).toEqual(["/two", 1, true]);
  expect(get("#turn-b").classList.contains("is-playing")).toBe(true);
  expect(get("#turn-b").getAttribute("aria-current")).toBe("true");
  expect(get("[data-time]").textContent).toBe("00:12 / 00:16");
  get("#turn-a button.stamp").click();
  expect([source(), media().currentTime]).toEqual(["/one", 0]);
  expect(document.querySelectorAll(".is-playing")).toHaveLength(1);
});

test("where one piece ends the next goes on, and the gap between is passed over", () => {
  get("[data-play]").click();
  expect(get("[data-play]").getAttribute("aria-label")).toBe("Pause");
  fire("ended");
  expect([source(), media().currentTime, playing]).toEqual(["/two", 0, true]);
  const seek = get<HTMLInputElement>("[data-seek]");
  seek.value = "8"; // within the gap
  seek.dispatchEvent(new Event("input"));
  expect([source(), media().currentTime]).toEqual(["/two", 0]);
  expect(seek.getAttribute("aria-valuetext")).toBe("00:11");
});

test("back goes back, speed holds for every piece, and the end begins again", () => {
  get("#turn-b button.stamp").click();
  get("[data-back]").click();
  expect([source(), media().currentTime]).toEqual(["/one", 1]);
  const speed = get<HTMLSelectElement>("[data-speed]");
  speed.value = "2";
  speed.dispatchEvent(new Event("change"));
  expect([media().playbackRate, media().defaultPlaybackRate]).toEqual([2, 2]);
  get("#turn-b button.stamp").click();
  media().currentTime = 5;
  get("[data-play]").click();
  expect(playing).toBe(false);
  get("[data-play]").click();
  expect([source(), media().currentTime, playing]).toEqual(["/one", 0, true]);
});

test("a quote leads the recording to its turn without starting it", () => {
  get("a[data-turn]").click();
  expect([source(), playing]).toEqual(["/two", false]);
  fire("error");
  expect(get("[data-state]").textContent).toBe("Broken.");
});

test("without script there are the browser's own controls; when the player goes, stamps are stamps again", () => {
  expect(media().controls).toBe(false);
  expect(get("[data-shown]").hidden).toBe(false);
  undo();
  expect(document.querySelectorAll("span.stamp")).toHaveLength(2);
  stop();
});

test("captions are the words of the turn that is heard, without the numbers of their evidence", () => {
  undo();
  get("#turn-b").innerHTML +=
    '<p><span class="who">Rowan</span><span data-words>I check <a class="ref">1</a>twice.</span></p>';
  get("[data-shown]").classList.add("player-bar");
  document.body.insertAdjacentHTML(
    "beforeend",
    "<template id='player-extras'><svg data-waveform></svg><p data-captions hidden></p><button data-captions-toggle></button></template>",
  );
  mountHere();
  get("[data-captions-toggle]").click();
  get("#turn-b button.stamp").click();
  fire("timeupdate");
  expect(get("[data-captions]").textContent).toBe("Rowan: I check twice.");
  expect(get("[data-captions-toggle]").getAttribute("aria-pressed")).toBe("true");
  undo();
  expect(document.querySelector("[data-captions]")).toBeNull();
});
