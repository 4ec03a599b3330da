import { csrfToken } from "../core/htmx";
import { type FromWorker, type Sample, type ToWorker, read } from "./protocol";
import { type Totals, measure } from "./quality";
import { Busy, Closed, type Listener, type Transport } from "./Room";

const PING = 1000;
const SAMPLE = 5000;
const GATHERING = 2000; // longest wait for the addresses of this device
const ANSWER_WITHIN = 20_000;

interface Given {
  url: string;
  stream: () => MediaStream;
  hear: (stream: MediaStream) => void;
  sampled: (sample: Sample) => void;
}

/** A call by WebRTC: our microphone, the interviewer's voice, and a data channel for everything that is not sound. */
export class Call implements Transport {
  private line: RTCPeerConnection | undefined;
  private channel: RTCDataChannel | undefined;
  private timers: ReturnType<typeof setInterval>[] = [];
  private muted = false;

  constructor(private readonly given: Given) {}

  async open(listener: Listener): Promise<void> {
    this.close();
    const line = new RTCPeerConnection();
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
    await gathered(line);
    const answer = await offer(this.given.url, line.localDescription?.sdp ?? "");
    if (this.line !== line) return; // hung up meanwhile
    await line.setRemoteDescription({ type: "answer", sdp: answer });
    this.timers = [setInterval(() => this.write("ping"), PING), setInterval(this.sampler(line), SAMPLE)];
  }

  send(message: ToWorker): void {
    this.write(JSON.stringify(message));
  }

  mute(muted: boolean): void {
    this.muted = muted;
    this.given
      .stream()
      .getAudioTracks()
      .forEach((track) => (track.enabled = !muted));
  }

  /** Speak through this microphone from now on, without another call. */
  async replace(track: MediaStreamTrack): Promise<void> {
    track.enabled = !this.muted;
    const sender = this.line?.getSenders().find((each) => each.track?.kind === "audio");
    await sender?.replaceTrack(track);
  }

  close(): void {
    this.timers.forEach(clearInterval);
    this.timers = [];
    this.channel?.close();
    this.line?.close();
    this.line = this.channel = undefined;
  }

  private write(text: string): void {
    if (this.channel?.readyState === "open") this.channel.send(text);
  }

  private sampler(line: RTCPeerConnection): () => void {
    let before: Totals | undefined;
    const take = async () => {
      const { sample, totals } = measure((await line.getStats()).values(), Date.now(), before);
      const isFirst = before === undefined;
      before = totals;
      if (isFirst) return;
      this.send({ type: "stats", ...sample });
      this.given.sampled(sample);
    };
    void take();
    return () => void take();
  }
}

function pass(message: FromWorker | undefined, listener: Listener): void {
  if (message) listener.message(message);
}

function tell(line: RTCPeerConnection, listener: Listener): void {
  const state = line.connectionState;
  if (state === "connected") listener.line("up");
  if (state === "disconnected") listener.line("lost");
  if (state === "failed" || state === "closed") listener.line("gone");
}

function gathered(line: RTCPeerConnection): Promise<void> {
  if (line.iceGatheringState === "complete") return Promise.resolve();
  return new Promise((resolve) => {
    setTimeout(resolve, GATHERING);
    line.addEventListener("icegatheringstatechange", () => line.iceGatheringState === "complete" && resolve());
  });
}

/** The worker's answer to our offer. 503 says when to ask again; what a candidate may not do closes the room. */
export async function offer(url: string, sdp: string): Promise<string> {
  const response = await fetch(url, {
    method: "POST",
    body: JSON.stringify({ sdp, type: "offer" }),
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken() },
    redirect: "manual",
    signal: AbortSignal.timeout(ANSWER_WITHIN),
  });
  if (response.status === 503 || response.status === 429)
    throw new Busy(Number(response.headers.get("Retry-After")) || 10);
  if (response.type === "opaqueredirect" || (response.status >= 400 && response.status < 500)) throw new Closed();
  if (!response.ok) throw new Error(`status ${response.status}`);
  const answer = (await response.json()) as { sdp: string };
  return answer.sdp;
}
