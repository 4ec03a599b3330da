import type { Carrier } from "./Line";
import { type Placed, offer } from "./placing";
import { type FromWorker, type Sample, type ToWorker, read } from "./protocol";
import { type Totals, measure } from "./quality";
import type { Listener } from "./Room";
import { Stall } from "./stall";

const PING = 1000;
const SAMPLE = 5000;
const GATHERING = 2000; // longest wait for the addresses of this device
const RELAYING = 5000; // and for one at a relay

/** stream: our microphone. hear: takes the interviewer's voice. sampled: takes how the line is. */
export interface Given {
  url: string;
  stream: () => MediaStream;
  hear: (stream: MediaStream) => void;
  sampled: (sample: Sample) => void;
}

/** A call by WebRTC: our microphone, the interviewer's voice, and a data channel for everything that is not sound. */
export class Call implements Carrier {
  private line: RTCPeerConnection | undefined;
  private channel: RTCDataChannel | undefined;
  private stopTimers: () => void = () => undefined;
  private muted = false;

  constructor(private readonly given: Given) {}

  async open(listener: Listener, placed: Placed): Promise<void> {
    this.close();
    const iceServers = placed.transport === "webrtc" ? placed.ice_servers : [];
    const line = new RTCPeerConnection({ iceServers });
    this.line = line;
    this.mute(this.muted);
    const stream = this.given.stream();
    stream.getAudioTracks().forEach((track) => line.addTrack(track, stream));
    line.addEventListener("track", ({ track }) => this.given.hear(new MediaStream([track])));
    line.addEventListener("connectionstatechange", () => tell(line, listener));
    const channel = line.createDataChannel("room", { ordered: true });
    this.channel = channel;
    channel.addEventListener("message", ({ data }) => pass(read(data), listener));
    channel.addEventListener("open", () => listener.line("up"));
    await line.setLocalDescription(await line.createOffer());
    await gathered(line, iceServers.length > 0 ? RELAYING : GATHERING);
    const answer = await offer(this.given.url, line.localDescription?.sdp ?? "", placed.call);
    if (this.line !== line) return; // hung up meanwhile
    await line.setRemoteDescription({ type: "answer", sdp: answer });
    const stall = new Stall((state) => this.line === line && listener.line(state));
    const pinging = setInterval(() => {
      this.write("ping");
      void arrived(line).then((packets) => stall.take(packets, Date.now()));
    }, PING);
    const quiet = sampling(
      async () => (await line.getStats()).values(),
      (sample) => {
        this.send({ type: "stats", ...sample });
        this.given.sampled(sample);
      },
    );
    this.stopTimers = () => {
      clearInterval(pinging);
      quiet();
    };
  }

  send(message: ToWorker): void {
    this.write(JSON.stringify(message));
  }

  mute(muted: boolean): void {
    this.muted = muted;
    mute(this.given.stream(), muted);
  }

  /** Speak through this microphone from now on, without another call. */
  async replace(track: MediaStreamTrack): Promise<void> {
    track.enabled = !this.muted;
    const sender = this.line?.getSenders().find((each) => each.track?.kind === "audio");
    await sender?.replaceTrack(track);
  }

  close(): void {
    this.stopTimers();
    this.channel?.close();
    this.line?.close();
    this.line = this.channel = undefined;
  }

  private write(text: string): void {
    if (this.channel?.readyState === "open") this.channel.send(text);
  }
}

/** Takes a sample of these every few seconds, until what it gives is called. */
export function sampling(stats: () => Promise<Iterable<object>>, told: (sample: Sample) => void): () => void {
  let before: Totals | undefined;
  const take = async () => {
    const { sample, totals } = measure((await stats()) as Iterable<{ type: string }>, Date.now(), before);
    const isFirst = before === undefined;
    before = totals;
    if (!isFirst) told(sample);
  };
  void take();
  const timer = setInterval(() => void take(), SAMPLE);
  return () => clearInterval(timer);
}

export function pass(message: FromWorker | undefined, listener: Listener): void {
  if (message) listener.message(message);
}

/** Whether the microphone of `stream` gives its sound or silence. */
export function mute(stream: MediaStream, muted: boolean): void {
  stream.getAudioTracks().forEach((track) => (track.enabled = !muted));
}

async function arrived(line: RTCPeerConnection): Promise<number> {
  let packets = 0;
  (await line.getStats()).forEach((each) => {
    if (each.type === "inbound-rtp") packets += each.packetsReceived ?? 0;
  });
  return packets;
}

function tell(line: RTCPeerConnection, listener: Listener): void {
  const state = line.connectionState;
  if (state === "connected") listener.line("up");
  if (state === "disconnected") listener.line("lost");
  if (state === "failed" || state === "closed") listener.line("gone");
}

function gathered(line: RTCPeerConnection, within: number): Promise<void> {
  if (line.iceGatheringState === "complete") return Promise.resolve();
  return new Promise((resolve) => {
    setTimeout(resolve, within);
    line.addEventListener("icegatheringstatechange", () => line.iceGatheringState === "complete" && resolve());
  });
}
