import { Call, type Given } from "./Call";
import { type Placed, place } from "./placing";
import type { ToWorker } from "./protocol";
import type { Listener, Transport } from "./Room";

/** What holds one call. */
export interface Carrier {
  open(listener: Listener, placed: Placed): Promise<void>;
  send(message: ToWorker): void;
  mute(muted: boolean): void;
  replace(track: MediaStreamTrack): Promise<void>;
  close(): void;
}

type Make = (given: Given) => Promise<Carrier> | Carrier;

const carriers: Record<Placed["transport"], Make> = {
  webrtc: (given) => new Call(given),
  livekit: async (given) => new (await import("./LiveKitCall")).LiveKitCall(given), // large: only where it is used
};

/** One call after another, over whatever the server says carries them. */
export class Line implements Transport {
  private carrier: Carrier | undefined;
  private muted = false;
  private nth = 0;

  constructor(
    private readonly given: Given,
    private readonly make: Record<Placed["transport"], Make> = carriers,
  ) {}

  async open(listener: Listener): Promise<void> {
    this.close();
    const nth = this.nth;
    const placed = await place(`${this.given.url}place/`);
    const carrier = await this.make[placed.transport](this.given);
    if (nth !== this.nth) return; // hung up meanwhile
    this.carrier = carrier;
    carrier.mute(this.muted);
    await carrier.open(listener, placed);
  }

  send(message: ToWorker): void {
    this.carrier?.send(message);
  }

  mute(muted: boolean): void {
    this.muted = muted;
    this.carrier?.mute(muted);
  }

  /** Speak through this microphone from now on, without another call. */
  async replace(track: MediaStreamTrack): Promise<void> {
    await this.carrier?.replace(track);
  }

  close(): void {
    this.nth += 1;
    this.carrier?.close();
    this.carrier = undefined;
  }
}
