import { all, on } from "../core/events";
import type { Cleanup } from "../core/registry";
import { fill } from "../core/text";
import { clock } from "../interview/Moment";
import { Captions } from "./Captions";
import { Check } from "./Check";
import { canSpeak, chosen } from "./Devices";
import { Ears, canHear } from "./Ears";
import { draw, listen } from "./Level";
import { Line } from "./Line";
import { Watch } from "./quality";
import { Room, type Snapshot } from "./Room";
import { Samples } from "./samples";
import { Tape } from "./Tape";

const LISTENING: readonly Snapshot["phase"][] = ["candidate", "thinking", "interviewer"];
const NEWS: readonly Snapshot["phase"][] = ["paused", "away", "busy", "taken-over", "typing", "over"];

type Act = "start" | "done" | "repeat" | "slower" | "moment" | "ready" | "here" | "microphone";

/**
 * The page of a spoken interview: first the device check, then the call. All around it, in its `.flow`, elements with
 * [data-mode] belong to one of the two, those with [data-when] to some states of the call, those with [data-act] act.
 * data-call-url, data-samples-url, data-correct-url, data-recordings-url, data-after-url say where things go; data-hears is "browser" where
 * only this browser can write down data-language, which [data-agree] has to be ticked for.
 */
export default function SpokenRoom(element: HTMLElement): Cleanup | void {
  const root = element.closest<HTMLElement>(".flow") ?? element;
  if (!canSpeak() || (element.dataset.hears === "browser" && !canHear())) {
    root.querySelectorAll<HTMLElement>("[data-needs-sound]").forEach((each) => (each.hidden = true));
    root.querySelectorAll<HTMLElement>("[data-without-sound]").forEach((each) => (each.hidden = false));
    return undefined;
  }
  return new Page(root, element.dataset).start();
}

class Page {
  private readonly room: Room;
  private readonly call: Line;
  private readonly check: Check;
  private readonly captions: Captions;
  private readonly samples: Samples;
  private readonly tape: Tape;
  private weak: Watch | undefined;
  private readonly voice = new Audio();
  private readonly ears: Ears | undefined;
  private deafen: Cleanup = () => undefined;
  private began = 0;
  private pausedAt = 0;
  private shown: Snapshot["phase"] | "" = "";

  constructor(
    private readonly root: HTMLElement,
    private readonly told: DOMStringMap,
  ) {
    this.samples = new Samples(told.samplesUrl ?? "");
    this.check = new Check(root, told.callUrl ?? "", (stream) => this.takeMicrophone(stream), () => {
      if (this.began) this.room.microphoneLost();
    });
    this.call = new Line({
      url: told.callUrl ?? "",
      stream: () => this.check.stream ?? new MediaStream(),
      hear: (stream) => this.hear(stream),
      sampled: (sample) => {
        this.samples.take(sample);
        this.weak?.take(sample);
      },
    });
    this.room = new Room(this.call, (now) => this.show(now));
    this.tape = new Tape(told.recordingsUrl ?? "", () =>
      [this.check.stream, this.check.picture].filter((each) => each !== undefined),
    );
    const hears = (text: string, key: string) => this.room.heard(text, key);
    if (told.hears === "browser")
      this.ears = new Ears(told.language ?? "en", hears, () => this.room.deaf());
    this.captions = new Captions(root, told.correctUrl ?? "", (turn, text) => this.room.corrected(turn, text));
  }

  start(): Cleanup {
    const ticking = setInterval(() => this.tick(), 1000);
    return all(
      this.check.start(),
      on(this.root, "click", (event) => {
        const act = (event.target as HTMLElement).closest<HTMLElement>("[data-act]")?.dataset.act;
        if (act) void this.act(act as Act);
      }),
      on(window, "pagehide", () => this.leave()),
      on(window, "offline", () => this.room.offline()),
      on(window, "online", () => this.room.online()),
      on(window, "pageshow", (event) => (event as Event as PageTransitionEvent).persisted && location.reload()),
      () => clearInterval(ticking),
      () => this.leave(),
    );
  }

  private async act(act: Act): Promise<void> {
    if (act === "start") return this.enter();
    if (act === "here") return this.room.start();
    if (act === "microphone" || (act === "ready" && this.room.snapshot.microphoneGone)) return this.check.again();
    this.room[act]();
  }

  private async enter(): Promise<void> {
    const agree = this.root.querySelector<HTMLInputElement>("[data-agree]");
    if (agree && !agree.reportValidity()) return;
    if (!(await this.check.microphone()) || this.began) return;
    this.check.quiet();
    this.meter();
    this.weak = new Watch(this.check.picture !== undefined, {
      dropVideo: () => this.dropCamera(),
      offerTyping: () => this.room.offerTyping(),
    });
    this.began = Date.now();
    this.root.querySelectorAll<HTMLElement>("[data-mode]").forEach((each) => (each.hidden = each.dataset.mode !== "live"));
    this.root.querySelector<HTMLElement>("[data-live-title]")?.focus();
    this.room.start();
  }

  private leave(): void {
    this.room.leave();
    this.ears?.close();
    this.deafen();
    void this.tape.close();
    void this.samples.send();
  }

  private dropCamera(): void {
    this.check.dropCamera();
    this.room.dropCamera();
    void this.tape.change();
  }

  private hear(stream: MediaStream): void {
    const sink = chosen("audiooutput");
    this.voice.srcObject = stream;
    this.voice.autoplay = true;
    if (sink && "setSinkId" in this.voice) void this.voice.setSinkId(sink).catch(() => undefined);
    void this.voice.play().catch(() => undefined);
  }

  private takeMicrophone(stream: MediaStream): void {
    const track = stream.getAudioTracks()[0];
    if (!track || !this.began) return;
    this.check.quiet();
    void this.call.replace(track).then(() => this.meter());
    this.room.microphoneBack();
    void this.tape.change();
  }

  private meter(): void {
    const meter = this.root.querySelector(".room-mic .level");
    const stream = this.check.stream;
    this.deafen();
    if (stream) this.deafen = listen(stream, (level) => draw(meter, this.room.snapshot.phase === "candidate" ? level : 0));
  }

  private show(now: Snapshot): void {
    const live = this.root.querySelector<HTMLElement>("[data-live]");
    if (live) live.dataset.phase = now.phase;
    this.root.querySelectorAll<HTMLElement>("[data-when]").forEach((each) => {
      each.hidden = !each.dataset.when?.split(" ").some((name) => holds(now, name));
    });
    this.root
      .querySelectorAll<HTMLElement>("[data-question]")
      .forEach((each) => now.question && (each.textContent = now.question));
    this.root.querySelectorAll<HTMLButtonElement>("[data-only]").forEach((each) => {
      each.disabled = !each.dataset.only?.split(" ").includes(now.phase);
    });
    const waits = this.root.querySelector<HTMLElement>("[data-waits]");
    if (waits) waits.textContent = fill(waits.dataset.waits ?? "", { n: now.waits });
    this.captions.show(now.captions);
    this.progress(now);
    this.move(now);
  }

  /** Where the focus goes, and the page, when the state is another. */
  private move({ phase }: Snapshot): void {
    if (phase === this.shown) return;
    if (phase === "paused") this.pausedAt = Date.now();
    const before = this.shown;
    this.shown = phase;
    this.record(phase);
    this.tick();
    if (NEWS.includes(phase)) this.root.querySelector("[data-live]")?.scrollIntoView({ block: "start" });
    if (phase === "paused") this.root.querySelector<HTMLElement>('[data-act="ready"]')?.focus({ preventScroll: true });
    else if (before === "paused")
      this.root.querySelector<HTMLElement>('[data-act="done"]')?.focus({ preventScroll: true });
  }

  /** A cut of the line ends no recording; a pause and the end do. */
  private record(phase: Snapshot["phase"]): void {
    if (LISTENING.includes(phase)) {
      this.ears?.open();
      this.tape.go();
      return;
    }
    this.ears?.close();
    if (phase === "paused") void this.tape.pause();
    if (["taken-over", "typing"].includes(phase)) void this.tape.end();
    if (phase === "over") void this.tape.end().finally(() => location.assign(this.told.afterUrl ?? "/"));
  }

  private progress({ done, planned }: Snapshot): void {
    const place = this.root.querySelector<HTMLElement>("[data-progress]");
    if (!place || planned === 0) return;
    const at = Math.min(planned, done + 1);
    place.textContent = fill(place.dataset.progress ?? "", { n: at, m: planned });
    this.root.querySelectorAll(".steps > li").forEach((bar, nth) => {
      bar.className = nth < done ? "is-done" : nth === done ? "is-current" : "";
    });
  }

  private tick(): void {
    const since = (from: number) => clock(Math.max(0, Math.floor((Date.now() - from) / 1000)));
    const used = this.root.querySelector<HTMLElement>("[data-used]");
    if (used && this.began) used.textContent = fill(used.dataset.used ?? "", { time: since(this.began) });
    const elapsed = this.root.querySelector<HTMLElement>("[data-elapsed]");
    if (elapsed && this.pausedAt) elapsed.textContent = since(this.pausedAt);
  }
}

/** Names in data-when: a phase, "trouble-reply", "trouble-hearing", "offer-typing", "camera-off" or "microphone-gone". */
function holds(now: Snapshot, name: string): boolean {
  if (name === "offer-typing") return now.typingOffered;
  if (name === "camera-off") return now.cameraOff;
  if (name === "microphone-gone") return now.microphoneGone;
  return name === now.phase || name === `trouble-${now.trouble}`;
}
