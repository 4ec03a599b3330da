const APART = 1_000; // milliseconds between two hand-overs of a page that goes on changing

type Known = (node: Node) => boolean;

/**
 * Hands on what has changed at once where the page was quiet, and what changes after it together, once a second. What came
 * and went in between is left out: nobody would see it in a replay.
 */
export class Calm {
  private held: MutationRecord[] = [];
  private last = -Infinity;
  private timer: number | undefined;

  constructor(
    private readonly handOn: (records: MutationRecord[]) => void,
    private readonly known: Known,
  ) {}

  add(records: MutationRecord[]): void {
    for (const record of records) this.held.push(record);
    if (this.timer !== undefined) return;
    const wait = this.last + APART - performance.now();
    if (wait <= 0) this.flush();
    else this.timer = window.setTimeout(() => this.flush(), wait);
  }

  flush(): void {
    window.clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.held.length) return;
    const records = this.held;
    this.held = [];
    this.last = performance.now();
    this.handOn(lasting(records, this.known));
  }
}

/** Without what only tells of nodes that came and went again. known: whether a node is part of the recording. */
function lasting(records: MutationRecord[], known: Known): MutationRecord[] {
  const passing = new Set<Node>();
  for (const { addedNodes } of records) {
    for (const node of addedNodes) if (!node.isConnected && !known(node)) passing.add(node);
  }
  if (!passing.size) return records;
  return records.filter(
    ({ type, addedNodes, removedNodes }) =>
      type !== "childList" || [...addedNodes, ...removedNodes].some((node) => !passing.has(node)),
  );
}

/**
 * Every observer of mutations that a recorder makes while it begins is calm. It takes its class by way of the prototype,
 * and only one that prints as the browser's own, as a bound one does; a recorder that looks elsewhere is not calmed.
 */
export function calmed<T>(begin: () => T, known: Known): { begun: T; flush: () => void } {
  const calms: Calm[] = [];
  class CalmObserver extends MutationObserver {
    constructor(handOn: MutationCallback) {
      const calm = new Calm((records) => handOn(records, this), known);
      super((records) => calm.add(records));
      calms.push(calm);
    }
  }
  const { prototype } = MutationObserver;
  const own = prototype.constructor;
  prototype.constructor = CalmObserver.bind(undefined);
  try {
    return { begun: begin(), flush: () => calms.forEach((calm) => calm.flush()) };
  } finally {
    prototype.constructor = own;
  }
}
