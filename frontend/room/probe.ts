/** How the way to the server is. ms: median round trip. waits: seconds until a line is free, 0 for now. */
export type Probe = { kind: "good" | "slow"; ms: number; waits: number } | { kind: "none" } | { kind: "closed" };

const SLOW = 400;
const TIMES = 3;

/** Asks the server a few times how it stands with lines. closed: there is no spoken interview at this moment. */
export async function probe(url: string, now: () => number = () => performance.now()): Promise<Probe> {
  const took: number[] = [];
  let waits = 0;
  for (let nth = 0; nth < TIMES; nth += 1) {
    const began = now();
    try {
      const response = await fetch(url, { cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(8000) });
      if (!response.ok) return { kind: "closed" };
      const told = (await response.json()) as { speaks: boolean; waits: number };
      if (!told.speaks) return { kind: "closed" };
      waits = told.waits;
    } catch {
      return { kind: "none" };
    }
    took.push(now() - began);
  }
  const ms = Math.round(took.sort((a, b) => a - b)[Math.floor(TIMES / 2)] ?? 0);
  return { kind: ms > SLOW ? "slow" : "good", ms, waits };
}
