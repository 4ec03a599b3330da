import { all, on } from "../core/events";
import type { Cleanup } from "../core/registry";
import * as devices from "./Devices";
import { chime, draw, listen } from "./Level";
import { probe } from "./probe";

const VOICED = 3; // readings in a row that are a voice

/**
 * Sound and line, tried before anything begins. Rows are [data-check="microphone"] and so on; of their sentences,
 * [data-is="…"], one is shown. Selects are [data-devices="audioinput"].
 */
export class Check {
  stream: MediaStream | undefined;
  picture: MediaStream | undefined;
  private deafen: Cleanup = () => undefined;

  constructor(
    private readonly root: HTMLElement,
    private readonly url: string,
    /** A microphone was chosen while the page is open. */
    private readonly chose: (stream: MediaStream) => void,
    /** The microphone was unplugged, or taken away. */
    private readonly lost: () => void,
  ) {}

  start(): Cleanup {
    const media = navigator.mediaDevices;
    void this.tryLine();
    void this.resume();
    return all(
      on(this.root, "click", (event) => this.press(event.target as HTMLElement)),
      on(this.root, "change", (event) => void this.pick(event.target as HTMLElement)),
      on(media, "devicechange", () => void this.changed()),
      on(window, "online", () => void this.tryLine()),
      () => this.end(),
    );
  }

  /** Asks for the microphone where that was not done. False where there is none to be had. */
  async microphone(): Promise<boolean> {
    if (this.stream?.getAudioTracks().some((track) => track.readyState === "live")) return true;
    tell(this.root, "microphone", "asking");
    try {
      this.stream = await devices.microphone();
    } catch (problem) {
      const missing = (problem as DOMException).name === "NotFoundError";
      tell(this.root, "microphone", missing ? "missing" : "denied");
      return false;
    }
    this.meter(this.stream);
    this.watch(this.stream);
    await this.lists();
    return true;
  }

  /** Another microphone for one that is gone, where there is any. */
  async again(): Promise<void> {
    if (await this.microphone()) this.chose(this.stream as unknown as MediaStream);
    else this.lost();
  }

  /** The camera off for good: its light goes out. */
  dropCamera(): void {
    devices.stop(this.picture);
    this.picture = undefined;
    this.preview();
  }

  /** Stops the meter; the stream goes on to the call. */
  quiet(): void {
    this.deafen();
    this.deafen = () => undefined;
  }

  private watch(stream: MediaStream): void {
    stream.getAudioTracks().forEach((track) =>
      track.addEventListener("ended", () => {
        if (this.stream === stream) void this.again();
      }),
    );
  }

  private async changed(): Promise<void> {
    await this.lists();
    const live = this.stream?.getAudioTracks().some((track) => track.readyState === "live");
    if (this.stream && !live) await this.again();
  }

  private end(): void {
    this.quiet();
    devices.stop(this.stream);
    devices.stop(this.picture);
  }

  private press(target: HTMLElement): void {
    if (target.closest("[data-try-microphone]")) void this.microphone();
    if (target.closest("[data-try-camera]")) void this.camera();
    if (target.closest("[data-try-speaker]")) {
      chime(devices.chosen("audiooutput"));
      tell(this.root, "speaker", "played");
    }
    if (target.closest("[data-heard-it]")) tell(this.root, "speaker", "ok");
    if (target.closest("[data-try-line]")) void this.tryLine();
  }

  private async camera(): Promise<void> {
    tell(this.root, "camera", "asking");
    const before = this.picture;
    try {
      this.picture = await devices.camera();
    } catch {
      this.picture = undefined;
    }
    devices.stop(before);
    tell(this.root, "camera", this.picture ? "ok" : "denied");
    this.preview();
    await this.lists();
  }

  private preview(): void {
    this.root.querySelectorAll<HTMLVideoElement>("[data-self]").forEach((each) => {
      each.srcObject = this.picture ?? null;
      each.hidden = !this.picture;
      if (this.picture) void each.play().catch(() => undefined);
    });
  }

  private async pick(target: HTMLElement): Promise<void> {
    const kind = target.dataset.devices as devices.Kind | undefined;
    if (!kind) return;
    devices.choose(kind, (target as HTMLSelectElement).value);
    if (kind === "videoinput" && this.picture) return this.camera();
    if (kind !== "audioinput") return;
    const before = this.stream;
    this.stream = undefined;
    if (await this.microphone()) this.chose(this.stream as unknown as MediaStream);
    devices.stop(before);
  }

  private meter(stream: MediaStream): void {
    const meter = this.root.querySelector('[data-check="microphone"] .level');
    let voiced = 0;
    this.quiet();
    tell(this.root, "microphone", "silent");
    this.deafen = listen(stream, (level, isVoice) => {
      draw(meter, level);
      voiced = isVoice ? voiced + 1 : 0;
      if (voiced === VOICED) tell(this.root, "microphone", "ok");
    });
  }

  private async lists(): Promise<void> {
    for (const select of this.root.querySelectorAll<HTMLSelectElement>("[data-devices]"))
      await devices.list(select, select.dataset.devices as devices.Kind);
    const choices = this.root.querySelector<HTMLElement>("[data-choices]");
    if (choices) choices.hidden = !choices.querySelector(".field:not([hidden])");
  }

  /** Who has allowed the microphone before need not be asked again. */
  private async resume(): Promise<void> {
    try {
      const allowed = await navigator.permissions.query({ name: "microphone" as PermissionName });
      allowed.addEventListener("change", () => {
        if (allowed.state === "granted") void this.again();
      });
      if (allowed.state === "granted") await this.microphone();
    } catch {
      // not every browser tells; then the button is pressed
    }
  }

  private async tryLine(): Promise<void> {
    tell(this.root, "line", "asking");
    const found = await probe(this.url);
    const waits = "waits" in found && found.waits > 0;
    tell(this.root, "line", waits ? "busy" : found.kind === "good" ? "ok" : found.kind);
  }
}

/** Show one sentence of a row, and its tick where all is well. */
export function tell(root: HTMLElement, row: string, state: string): void {
  const element = root.querySelector<HTMLElement>(`[data-check="${row}"]`);
  if (!element) return;
  element.querySelectorAll<HTMLElement>("[data-is]").forEach((each) => {
    each.hidden = !each.dataset.is?.split(" ").includes(state);
  });
  element.querySelector(".check-icon")?.classList.toggle("is-ok", state === "ok");
}
