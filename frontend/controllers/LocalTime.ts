/**
 * <time datetime="…">: the reader's own zone, with the exact time and zone on hover.
 * data-style is "date", "time", "datetime" (as it is) or "ago" ("3 hours ago", for a week, then the date).
 */
export default function LocalTime(element: HTMLElement): void {
  const moment = new Date(element.getAttribute("datetime") ?? "");
  if (Number.isNaN(moment.getTime())) return;
  const language = document.documentElement.lang || undefined;
  const exact = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "long" });
  element.title = exact.format(moment);
  element.textContent = wordsFor(moment, element.dataset.style ?? "datetime", language);
}

export function wordsFor(
  moment: Date,
  style: string,
  language: string | undefined,
  now = Date.now(),
): string {
  const minutes = Math.round((moment.getTime() - now) / 60_000);
  if (style === "ago" && Math.abs(minutes) < 7 * 24 * 60) return ago(minutes, language);
  if (style === "time") return new Intl.DateTimeFormat(language, { timeStyle: "short" }).format(moment);
  const sameYear = moment.getFullYear() === new Date(now).getFullYear();
  const date: Intl.DateTimeFormatOptions = {
    day: "numeric",
    month: "short",
    year: sameYear ? undefined : "numeric",
  };
  const time: Intl.DateTimeFormatOptions = { hour: "numeric", minute: "2-digit" };
  return new Intl.DateTimeFormat(language, style === "datetime" ? { ...date, ...time } : date).format(moment);
}

function ago(minutes: number, language: string | undefined): string {
  const words = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  if (minutes === 0) return words.format(0, "second");
  if (Math.abs(minutes) < 60) return words.format(minutes, "minute");
  const hours = Math.round(minutes / 60);
  return Math.abs(hours) < 24 ? words.format(hours, "hour") : words.format(Math.round(hours / 24), "day");
}
