import { Recorder } from "./Recorder";

/** What this browser records: the microphone, and the camera while it is on; never in a pause, and again after a cut. */
export class Tape {
  private recorder: Recorder | undefined;

  constructor(
    private readonly url: string,
    private readonly streams: () => MediaStream[],
  ) {}

  go(): void {
    this.recorder ??= new Recorder({ url: this.url, stream: this.together() });
    this.recorder.start();
  }

  async pause(): Promise<void> {
    await this.recorder?.pause();
  }

  /** Another microphone, or no camera any more: what follows is another segment. */
  async change(): Promise<void> {
    const before = this.recorder;
    if (!before) return;
    this.recorder = undefined;
    this.go();
    await before.close();
  }

  /** The end. Waits a while for the server to have everything. */
  async end(): Promise<void> {
    await this.recorder?.stop();
    this.recorder = undefined;
  }

  async close(): Promise<void> {
    await this.recorder?.close();
    this.recorder = undefined;
  }

  private together(): MediaStream {
    return new MediaStream(this.streams().flatMap((each) => each.getTracks()));
  }
}
