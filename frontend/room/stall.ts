const AFTER = 2_000;

/** Tells when nothing arrives any more, and when it does again: sound is sent all the time, even of silence. */
export class Stall {
  private arrived = -1;
  private since = 0;
  private lost = false;

  constructor(private readonly told: (state: "up" | "lost") => void) {}

  /** arrived: packets so far. at: milliseconds. */
  take(arrived: number, at: number): void {
    if (arrived !== this.arrived) {
      this.arrived = arrived;
      this.since = at;
      if (this.lost) this.tell("up");
    } else if (!this.lost && arrived > 0 && at - this.since >= AFTER) this.tell("lost");
  }

  private tell(state: "up" | "lost"): void {
    this.lost = state === "lost";
    this.told(state);
  }
}
