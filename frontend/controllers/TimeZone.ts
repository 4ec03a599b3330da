/** A hidden input that says which time zone the reader is in, so that a time in a message can be theirs. */
export default function TimeZone(element: HTMLElement): void {
  (element as HTMLInputElement).value = Intl.DateTimeFormat().resolvedOptions().timeZone;
}
