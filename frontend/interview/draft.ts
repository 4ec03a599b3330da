import { freshId } from "../core/ids";
import { local } from "../core/keep";

/** What was typed and not yet confirmed by the server. */
export interface Draft {
  text: string;
  /** Sent with the answer; the server takes an answer with a known key once. */
  key: string;
  /** It was sent and no confirmation has come back. */
  pending: boolean;
}

export function freshDraft(): Draft {
  return { text: "", key: freshId(), pending: false };
}

/** The kept draft, unless the server says that it has the answer with that key. */
export function loadDraft(place: string, confirmed: string): Draft {
  const kept = parse(local.get(place));
  if (!kept || kept.key === confirmed) return freshDraft();
  return kept;
}

/** False when this browser keeps nothing. */
export function keepDraft(place: string, draft: Draft): boolean {
  return local.set(place, JSON.stringify(draft));
}

export function dropDraft(place: string): void {
  local.remove(place);
}

function parse(kept: string | null): Draft | undefined {
  try {
    const { text, key, pending } = JSON.parse(kept ?? "null") as Draft;
    return typeof text === "string" && typeof key === "string"
      ? { text, key, pending: pending === true }
      : undefined;
  } catch {
    return undefined;
  }
}
