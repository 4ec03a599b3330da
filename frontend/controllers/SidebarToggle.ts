import type { Cleanup } from "../core/registry";
import { setCookie } from "../core/cookie";
import { all, on } from "../core/events";

const narrow = "(max-width: 860px)";

/** On .app: [data-sidebar-toggle] folds the sidebar (kept in a cookie, so that the server draws it folded), or on a phone opens it over the page. */
export default function SidebarToggle(app: HTMLElement): Cleanup {
  const button = app.querySelector<HTMLElement>("[data-sidebar-toggle]");
  const isNarrow = () => matchMedia(narrow).matches;

  const tell = () => {
    const shown = isNarrow() ? app.classList.contains("is-open") : !app.classList.contains("is-folded");
    button?.setAttribute("aria-expanded", String(shown));
  };
  const close = () => {
    app.classList.remove("is-open");
    tell();
  };
  const toggle = () => {
    if (isNarrow()) {
      if (app.classList.toggle("is-open")) app.querySelector<HTMLElement>(".nav a")?.focus();
    } else setCookie("sidebar", app.classList.toggle("is-folded") ? "folded" : "");
    tell();
  };
  tell();
  return all(
    on(app, "click", (event) => {
      const target = event.target as HTMLElement;
      if (target.closest("[data-sidebar-toggle]")) return toggle();
      if (app.classList.contains("is-open") && !target.closest(".sidebar-rail")) close();
    }),
    on(app, "keydown", (event) => {
      if (event.key !== "Escape" || !app.classList.contains("is-open")) return;
      close();
      button?.focus();
    }),
  );
}
