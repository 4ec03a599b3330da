import { csrfToken } from "../core/htmx";

/** What became of one try. kept: the visit it went to, whether the screen is wanted, and how long it took. */
export type Outcome =
  | { kind: "kept"; visit: string; screen: boolean; ms: number }
  | { kind: "stop" } // nothing more may be captured
  | { kind: "drop" } // this will never be taken
  | { kind: "later" };

/** Bodies up to this size may outlive their page; browsers allow 64 kB for all such requests together. */
export const OUTLIVES = 40_000;
const LATER = new Set([408, 425, 429, 507]);

/** One try. A redirect means that this browser no longer belongs to the candidate. */
export async function post(url: string, body: string | Uint8Array<ArrayBuffer>, timeout = 20_000): Promise<Outcome> {
  const isText = typeof body === "string";
  const began = performance.now();
  try {
    const response = await fetch(url, {
      method: "POST",
      body,
      headers: { "Content-Type": isText ? "application/json" : "application/gzip", "X-CSRFToken": csrfToken() },
      keepalive: body.length <= OUTLIVES,
      redirect: "manual",
      signal: AbortSignal.timeout(timeout),
    });
    if (response.ok) {
      const said = (await response.json()) as { visit: string; screen: boolean };
      return { kind: "kept", ...said, ms: Math.round(performance.now() - began) };
    }
    if (response.type === "opaqueredirect" || response.status === 403) return { kind: "stop" };
    return response.status >= 500 || LATER.has(response.status) ? { kind: "later" } : { kind: "drop" };
  } catch {
    return { kind: "later" };
  }
}
