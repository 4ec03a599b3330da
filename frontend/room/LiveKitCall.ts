import { type Given, mute, pass, sampling } from "./Call";
import type { Carrier } from "./Line";
import { type Placed, offer } from "./placing";
import { type ToWorker, read } from "./protocol";
import type { Listener } from "./Room";

declare global {
  interface ImportMeta {
    /** Vite's: every file that the pattern names, loaded when it is called. */
    glob<T>(pattern: string): Record<string, () => Promise<T>>;
  }
}

/** As much of LiveKit's own client as a call needs. */
export interface LiveRoom {
  on(event: string, act: (...given: never[]) => void): unknown;
  connect(url: string, token: string): Promise<void>;
  disconnect(): Promise<void>;
  localParticipant: {
    publishTrack(track: MediaStreamTrack, options: { source: string; stopMicTrackOnMute: boolean }): Promise<Published>;
    publishData(data: Uint8Array, options: { reliable: boolean }): Promise<void>;
  };
}

interface Published {
  audioTrack?: { replaceTrack(track: MediaStreamTrack, userProvidedTrack?: boolean): Promise<unknown> };
}

interface Remote {
  kind: string;
  mediaStreamTrack: MediaStreamTrack;
  getRTCStatsReport(): Promise<RTCStatsReport | undefined>;
}

type MakeRoom = () => Promise<LiveRoom>;

/** Its package is built in where it is installed; the server offers this transport only then. */
const client = import.meta.glob<{ Room: new () => LiveRoom }>(
  "/node_modules/livekit-client/dist/livekit-client.esm.mjs",
);

const shipped: MakeRoom = async () => {
  const load = Object.values(client)[0];
  if (!load) throw new Error("LiveKit's client was not built in");
  return new (await load()).Room();
};

/** A call in a room of a LiveKit server: the voice worker is there, and nobody else. */
export class LiveKitCall implements Carrier {
  private room: LiveRoom | undefined;
  private published: Published | undefined;
  private quiet: () => void = () => undefined;
  private muted = false;

  constructor(
    private readonly given: Given,
    private readonly make: MakeRoom = shipped,
  ) {}

  async open(listener: Listener, placed: Placed): Promise<void> {
    this.close();
    if (placed.transport !== "livekit") throw new Error(placed.transport);
    const room = await this.make();
    this.room = room;
    const mine = (act: () => void) => this.room === room && act();
    room.on("reconnecting", () => mine(() => listener.line("lost")));
    room.on("reconnected", () => mine(() => listener.line("up")));
    room.on("disconnected", () => mine(() => listener.line("gone")));
    room.on("dataReceived", (data: Uint8Array) =>
      mine(() => pass(read(new TextDecoder().decode(data)), listener)),
    );
    room.on("trackSubscribed", (track: Remote) => mine(() => this.hear(track)));
    await offer(this.given.url, "", placed.call);
    await room.connect(placed.url, placed.token);
    if (this.room !== room) return void room.disconnect(); // hung up meanwhile
    this.mute(this.muted);
    const track = this.given.stream().getAudioTracks()[0];
    if (track)
      this.published = await room.localParticipant.publishTrack(track, {
        source: "microphone",
        stopMicTrackOnMute: false,
      });
    if (this.room === room) listener.line("up");
  }

  send(message: ToWorker): void {
    const data = new TextEncoder().encode(JSON.stringify(message));
    void this.room?.localParticipant.publishData(data, { reliable: true }).catch(() => undefined);
  }

  mute(muted: boolean): void {
    this.muted = muted;
    mute(this.given.stream(), muted);
  }

  async replace(track: MediaStreamTrack): Promise<void> {
    track.enabled = !this.muted;
    await this.published?.audioTrack?.replaceTrack(track, true);
  }

  close(): void {
    this.quiet();
    const { room } = this;
    this.room = this.published = undefined;
    void room?.disconnect();
  }

  private hear(track: Remote): void {
    if (track.kind !== "audio") return;
    this.given.hear(new MediaStream([track.mediaStreamTrack]));
    this.quiet();
    this.quiet = sampling(
      async () => (await track.getRTCStatsReport())?.values() ?? [],
      (sample) => {
        this.send({ type: "stats", ...sample });
        this.given.sampled(sample);
      },
    );
  }
}
