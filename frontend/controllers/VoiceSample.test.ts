import { describe, expect, it, vi } from "vitest";
import VoiceSample from "./VoiceSample";

function page() {
  document.body.innerHTML =
    '<div data-making="Making" data-failed="Failed"><a href="/sample/" data-play>Play</a><p data-state></p></div>';
  const player = { pause: vi.fn(), play: vi.fn(async () => undefined), removeAttribute: vi.fn(), src: "", ended: false };
  player.removeAttribute.mockImplementation(() => (player.src = ""));
  const stop = VoiceSample(document.querySelector("div") as HTMLElement, player as unknown as HTMLAudioElement);
  const state = () => document.querySelector("[data-state]")?.textContent;
  const press = () => document.querySelector<HTMLElement>("[data-play]")?.click();
  return { player, state, press, stop };
}

describe("a sample of a voice", () => {
  it("is fetched and played, and stopped at a second press", async () => {
    vi.stubGlobal("fetch", async () => new Response(new Blob(["RIFF"]), { headers: { "Content-Type": "audio/wav" } }));
    const { player, state, press } = page();
    press();
    expect(state()).toBe("Making");
    await vi.waitFor(() => expect(player.play).toHaveBeenCalledTimes(1));
    expect([state(), player.src.startsWith("blob:")]).toEqual(["", true]);
    press();
    expect([player.src, player.play.mock.calls.length]).toEqual(["", 1]);
  });

  it("that cannot be had says why, in the server's words where it has any", async () => {
    const answers = [new Response("No worker.", { status: 503, headers: { "Content-Type": "text/plain" } }), new Response("<p>", { status: 500, headers: { "Content-Type": "text/html" } })];
    vi.stubGlobal("fetch", async () => answers.shift() ?? Promise.reject(new TypeError("away")));
    const { player, state, press } = page();
    for (const words of ["No worker.", "Failed", "Failed"]) {
      press();
      expect(state()).toBe("Making");
      await vi.waitFor(() => expect(state()).toBe(words));
    }
    expect(player.play).not.toHaveBeenCalled();
  });
});
