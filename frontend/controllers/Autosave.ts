import type { Cleanup } from "../core/registry";
import { all, on } from "../core/events";

type State = "saved" | "saving" | "failed" | "invalid";

/**
 * A form that saves itself and always says so in [data-autosave-state], with the words of data-saving,
 * data-saved, data-failed and data-invalid. A save that did not arrive is tried again; leaving before it
 * arrived asks first. The plain submit button goes on working: it waits for a save that is on its way, which may yet say
 * where the form goes. The answer's headers may say where to save from now
 * on (X-Saved-At), what address to show (X-Shown-At) and the revision it has now (X-Seen).
 */
export default function Autosave(element: HTMLElement): Cleanup {
  const form = element as HTMLFormElement;
  const wait = Number(form.dataset.wait ?? 800);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let unsaved = false;
  let running = false;
  let pressed: HTMLElement | null | undefined;

  const later = (delay: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void save(), delay);
  };
  async function save(): Promise<void> {
    if (running) return later(wait);
    running = true;
    unsaved = false;
    show(form, "saving");
    const state = await post(form);
    running = false;
    if (pressed !== undefined) return form.requestSubmit(pressed);
    if (state === "failed") {
      unsaved = true;
      failures += 1;
      later(Math.min(30_000, 1000 * 2 ** failures));
    } else failures = 0;
    if (!unsaved || state !== "saved") show(form, state);
  }
  return all(
    on(form, "input change", () => {
      unsaved = true;
      later(wait);
    }),
    on(form, "submit", (event) => {
      unsaved = false;
      clearTimeout(timer);
      if (!running) return;
      event.preventDefault();
      pressed = (event as unknown as SubmitEvent).submitter ?? null;
    }),
    on(window, "online", () => {
      if (unsaved) later(0);
    }),
    on(window, "beforeunload", (event) => {
      if (unsaved || running) event.preventDefault();
    }),
    () => clearTimeout(timer),
  );
}

async function post(form: HTMLFormElement): Promise<State> {
  try {
    const headers = { "X-Autosave": "1", Accept: "text/html" };
    const response = await fetch(form.action, { method: "POST", body: words(form), headers });
    if (response.ok) {
      follow(form, response.headers);
      return "saved";
    }
    return response.status < 500 ? "invalid" : "failed";
  } catch {
    return "failed";
  }
}

/** What is typed and chosen; a file waits for the submit button. */
function words(form: HTMLFormElement): FormData {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  return data;
}

/** The first save may have made what the form is about, and each save is a newer revision of it. */
function follow(form: HTMLFormElement, headers: Headers): void {
  const savedAt = headers.get("X-Saved-At");
  const shownAt = headers.get("X-Shown-At");
  const seen = headers.get("X-Seen");
  if (savedAt) form.action = savedAt;
  if (shownAt) history.replaceState(history.state, "", shownAt);
  const revision = form.elements.namedItem("seen");
  if (seen && revision instanceof HTMLInputElement) revision.value = seen;
}

function show(form: HTMLFormElement, state: State): void {
  const place = form.querySelector<HTMLElement>("[data-autosave-state]");
  if (!place) return;
  place.dataset.state = state;
  place.textContent = form.getAttribute(`data-${state}`) ?? "";
}
