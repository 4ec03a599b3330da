import { csrfToken } from "../core/htmx";
import type { Sample } from "./protocol";

const EVERY = 6; // samples, half a minute of them
const MOST = 120;

/**
 * Keeps how the line was and sends it, the first sample at once and then in batches; what does not arrive waits for the
 * next, up to ten minutes of it.
 */
export class Samples {
  private waiting: (Sample & { at: number })[] = [];
  private taken = 0;

  constructor(
    private readonly url: string,
    private readonly now: () => number = Date.now,
  ) {}

  take(sample: Sample): void {
    this.waiting = [...this.waiting, { ...sample, at: this.now() }].slice(-MOST);
    if (this.taken % EVERY === 0) void this.send();
    this.taken += 1;
  }

  async send(): Promise<void> {
    if (this.waiting.length === 0) return;
    const batch = this.waiting;
    this.waiting = [];
    const body = JSON.stringify({ sent: this.now(), samples: batch });
    const headers = { "Content-Type": "application/json", "X-CSRFToken": csrfToken() };
    try {
      const response = await fetch(this.url, { method: "POST", body, headers, keepalive: true, redirect: "manual" });
      if (response.status >= 500 || response.status === 429) throw new Error(`status ${response.status}`);
    } catch {
      this.waiting = [...batch, ...this.waiting].slice(-MOST);
    }
  }
}
