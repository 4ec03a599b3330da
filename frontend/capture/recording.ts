import type { eventWithTime } from "rrweb";

const OUR_STYLES = /(?:\/[\w-]+)*\/build\/assets\/styles-[\w-]+\.css/g;

/** Events of a part, drawn with the stylesheet of today: the one of then may be gone. style: its address, "" for none. */
export function parsed(text: string, style: string): eventWithTime[] {
  return JSON.parse(style ? text.replace(OUR_STYLES, style) : text) as eventWithTime[];
}

/**
 * One recording of what several pages recorded, each with its key. A page whose time overlaps that of the one before it,
 * as in two tabs, comes after it: the elements of two pages must not be mixed.
 */
export function sequence(parts: [string, eventWithTime[]][]): eventWithTime[] {
  const pages = new Map<string, eventWithTime[]>();
  for (const [page, events] of parts) pages.set(page, [...(pages.get(page) ?? []), ...events]);
  const whole: eventWithTime[] = [];
  let end = 0;
  for (const events of pages.values()) {
    events.sort((a, b) => a.timestamp - b.timestamp);
    const first = events[0]?.timestamp ?? 0;
    const shift = first <= end ? end + 1 - first : 0;
    for (const event of events) whole.push({ ...event, timestamp: event.timestamp + shift });
    end = whole.at(-1)?.timestamp ?? end;
  }
  return whole;
}
