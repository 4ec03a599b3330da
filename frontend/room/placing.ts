import { csrfToken } from "../core/htmx";
import { Busy, Closed } from "./Room";

const WITHIN = 20_000;

/** What this call needs to connect; see `conversations/voice/transports`. */
export type Placed = { call: string } & (
  | { transport: "webrtc"; ice_servers: RTCIceServer[] }
  | { transport: "livekit"; url: string; token: string }
);

/** A line for this page. Throws Busy, Closed, or anything where the server cannot be reached. */
export function place(url: string): Promise<Placed> {
  return post<Placed>(url, {});
}

/** 503 says when to ask again; what a candidate may not do closes the room. */
async function post<Told>(url: string, body: unknown): Promise<Told> {
  const response = await fetch(url, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken() },
    redirect: "manual",
    signal: AbortSignal.timeout(WITHIN),
  });
  if (response.status === 503 || response.status === 429)
    throw new Busy(Number(response.headers.get("Retry-After")) || 10);
  if (response.type === "opaqueredirect" || (response.status >= 400 && response.status < 500)) throw new Closed();
  if (!response.ok) throw new Error(`status ${response.status}`);
  return (await response.json()) as Told;
}

/** The worker's answer to our offer of a call that was placed. sdp: "" where the transport needs none. */
export async function offer(url: string, sdp: string, call?: string): Promise<string> {
  const answer = await post<{ sdp: string }>(url, { sdp, type: "offer", call });
  return answer.sdp;
}
