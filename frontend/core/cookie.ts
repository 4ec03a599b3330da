/** A choice of the reader that the server needs for the first paint. Kept a year; an empty value forgets it. */
export function setCookie(name: string, value: string): void {
  const age = value ? 31_536_000 : 0;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${name}=${value}; path=/; max-age=${age}; SameSite=Lax${secure}`;
}
