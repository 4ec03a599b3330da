import type { Cleanup } from "../core/registry";
import { all, on } from "../core/events";

/** A filter form that sends itself: at once for a choice, after data-wait ms (300) of quiet for typing. */
export default function Autosubmit(element: HTMLElement): Cleanup {
  const form = element as HTMLFormElement;
  const wait = Number(form.dataset.wait ?? 300);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sent = query(form);

  const send = () => {
    clearTimeout(timer);
    const now = query(form);
    if (now === sent) return;
    sent = now;
    form.requestSubmit();
  };
  return all(
    on(form, "input", (event) => {
      if (!isText(event.target)) return;
      clearTimeout(timer);
      timer = setTimeout(send, wait);
    }),
    on(form, "change", send),
    on(form, "submit", () => {
      clearTimeout(timer);
      sent = query(form);
    }),
    () => clearTimeout(timer),
  );
}

function isText(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && ["search", "text", "number", "email"].includes(target.type);
}

function query(form: HTMLFormElement): string {
  return new URLSearchParams(
    [...new FormData(form)].map(([name, value]) => [name, String(value)]),
  ).toString();
}
