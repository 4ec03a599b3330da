/** What one try to deliver an answer came to. */
export type Delivery =
  | { kind: "arrived"; html: string }
  | { kind: "moved-on"; html: string }
  | { kind: "leave"; url: string }
  | { kind: "refused"; message: string }
  | { kind: "unreachable" };

const tryLater = new Set([408, 425, 429]);

/**
 * One try. 409 means that the conversation has moved on (another tab), and with X-Answer-Kept that the server has
 * the answer all the same; other 4xx answers carry a plain sentence for the person; 5xx, 429 and a broken line are worth another try with the same key.
 */
export async function deliver(url: string, body: FormData, timeout = 20_000): Promise<Delivery> {
  const headers = { Accept: "text/html", "HX-Request": "true" };
  try {
    const response = await fetch(url, {
      method: "POST",
      body,
      headers,
      signal: AbortSignal.timeout(timeout),
    });
    const leave = response.headers.get("HX-Redirect") ?? (response.redirected ? response.url : "");
    if (leave) return { kind: "leave", url: leave };
    if (response.status >= 500 || tryLater.has(response.status)) return { kind: "unreachable" };
    const text = await response.text();
    const kept = response.status === 409 && response.headers.has("X-Answer-Kept");
    if (response.ok || kept) return { kind: "arrived", html: text };
    if (response.status === 409) return { kind: "moved-on", html: text };
    return { kind: "refused", message: text.length < 300 && !text.includes("<") ? text : "" };
  } catch {
    return { kind: "unreachable" };
  }
}

/** Seconds before try number n (from 1): 1, 2, 4, 8, then every 15. */
export function waitBefore(attempt: number): number {
  return Math.min(15, 2 ** (attempt - 1));
}
