/** The shape of a recording: how loud it is, from its beginning to its end. */

export interface Stretch {
  url: string;
  from: number;
  to: number;
}

const BARS = 200;
const WIDTH = 1000;
const HEIGHT = 40;
const RATE = 8000; // Hz: enough to see, a sixth of what is heard
const MOST_BYTES = 40_000_000;

/** The loudest of each of `count` equal parts, 0 to 1. */
export function peaks(samples: Float32Array, count: number): number[] {
  const size = Math.max(1, Math.floor(samples.length / count));
  return Array.from({ length: count }, (_, part) => {
    let most = 0;
    const end = Math.min(samples.length, (part + 1) * size);
    for (let at = part * size; at < end; at += 1) most = Math.max(most, Math.abs(samples[at]!));
    return Math.min(1, most);
  });
}

/** Upright strokes around the middle of a picture of 1000 by 40, the loudest as high as it is. */
export function strokes(loudness: number[]): string {
  const most = Math.max(0.001, ...loudness);
  const step = WIDTH / loudness.length;
  return loudness
    .map((each, at) => {
      const half = Math.max(0.5, (each / most) * (HEIGHT / 2 - 1));
      return `M${(at * step + step / 2).toFixed(1)} ${(HEIGHT / 2 - half).toFixed(1)}v${(2 * half).toFixed(1)}`;
    })
    .join("");
}

/** Reads the pieces, each on its own place of the clock; null where that cannot be done. */
export async function shape(pieces: Stretch[]): Promise<string | null> {
  if (typeof OfflineAudioContext === "undefined" || pieces.length === 0) return null;
  const [first, last] = [pieces[0]!.from, pieces.at(-1)!.to];
  const loudness = new Array<number>(BARS).fill(0);
  const bar = (at: number) => Math.round(((at - first) / Math.max(1, last - first)) * BARS);
  try {
    for (const piece of pieces) {
      const count = Math.max(1, bar(piece.to) - bar(piece.from));
      const heard = peaks(await samples(piece.url), count);
      heard.forEach((each, at) => (loudness[Math.min(BARS - 1, bar(piece.from) + at)] = each));
    }
  } catch {
    return null;
  }
  return strokes(loudness);
}

async function samples(url: string): Promise<Float32Array> {
  const response = await fetch(url);
  if (!response.ok || Number(response.headers.get("Content-Length")) > MOST_BYTES) throw new Error("too large");
  const decoded = await new OfflineAudioContext(1, 1, RATE).decodeAudioData(await response.arrayBuffer());
  return decoded.getChannelData(0);
}
