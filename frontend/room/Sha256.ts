/** SHA-256 (FIPS 180-4) that can be put away and gone on with: the browser's own only takes everything at once. */
const PRIMES: number[] = [];
for (let n = 2; PRIMES.length < 64; n += 1) if (PRIMES.every((prime) => n % prime)) PRIMES.push(n);

/** The first 32 bits of the fraction. */
const fraction = (of: number) => Math.floor((of - Math.floor(of)) * 2 ** 32) | 0;
const ROUNDS = Int32Array.from(PRIMES, (prime) => fraction(Math.cbrt(prime)));
const FIRST = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const BLOCK = 64;

/** words: the hash so far; rest: bytes of an unfinished block; length: bytes so far. */
export interface HashState {
  words: number[];
  rest: number[];
  length: number;
}

export class Sha256 {
  private readonly words: Int32Array;
  private readonly rest = new Uint8Array(BLOCK);
  private readonly schedule = new Int32Array(64);
  private length: number;

  constructor(from: HashState = { words: FIRST, rest: [], length: 0 }) {
    this.words = Int32Array.from(from.words);
    this.rest.set(from.rest);
    this.length = from.length;
  }

  get state(): HashState {
    return { words: [...this.words], rest: [...this.rest.subarray(0, this.length % BLOCK)], length: this.length };
  }

  update(bytes: Uint8Array): this {
    let at = 0;
    while (at < bytes.length) {
      const filled = this.length % BLOCK;
      const piece = bytes.subarray(at, at + BLOCK - filled);
      this.rest.set(piece, filled);
      this.length += piece.length;
      at += piece.length;
      if (this.length % BLOCK === 0) this.block();
    }
    return this;
  }

  /** In hex, of what came so far; more may follow. */
  digest(): string {
    const last = new Sha256(this.state);
    const bits = this.length * 8;
    const padding = new Uint8Array(BLOCK - ((this.length + 8) % BLOCK) + 8); // one bit, zeros, the length
    padding[0] = 0x80;
    const view = new DataView(padding.buffer);
    view.setUint32(padding.length - 8, Math.floor(bits / 2 ** 32));
    view.setUint32(padding.length - 4, bits >>> 0);
    last.update(padding);
    return [...last.words].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
  }

  private block(): void {
    const { schedule: w, words, rest } = this;
    const view = new DataView(rest.buffer);
    for (let t = 0; t < 16; t += 1) w[t] = view.getInt32(t * 4);
    for (let t = 16; t < 64; t += 1) {
      const [early, late] = [w[t - 15]!, w[t - 2]!];
      const s0 = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
      const s1 = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
      w[t] = (w[t - 16]! + s0 + w[t - 7]! + s1) | 0;
    }
    let [a, b, c, d, e, f, g, h] = words as unknown as [number, number, number, number, number, number, number, number];
    for (let t = 0; t < 64; t += 1) {
      const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
      const one = (h + s1 + ((e & f) ^ (~e & g)) + ROUNDS[t]! + w[t]!) | 0;
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((word, at) => (words[at] = (words[at]! + word) | 0));
  }
}

function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}
