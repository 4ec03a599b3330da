import type { Cleanup } from "./registry";

type AnyEvent = Event & KeyboardEvent & MouseEvent & DragEvent & CustomEvent;

/** Listen, and get the function that stops listening. */
export function on(target: EventTarget, types: string, listener: (event: AnyEvent) => void): Cleanup {
  const names = types.split(" ");
  const handler = listener as EventListener;
  names.forEach((name) => target.addEventListener(name, handler));
  return () => names.forEach((name) => target.removeEventListener(name, handler));
}

export function all(...cleanups: Cleanup[]): Cleanup {
  return () => cleanups.forEach((cleanup) => cleanup());
}

/** True where a single letter is text and not a shortcut. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches("textarea, select")) return true;
  return (
    target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit"].includes(target.type)
  );
}
