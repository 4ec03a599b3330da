import type { Cleanup } from "../core/registry";
import { setCookie } from "../core/cookie";
import { on } from "../core/events";

type Theme = "light" | "dark" | "system";
const order: Theme[] = ["system", "light", "dark"];

/**
 * Light, dark, or what the system says. Kept in a cookie so that the server draws the right one at once.
 * Buttons with data-theme-choice choose; a button that is itself the controller goes round.
 * data-name-system, data-name-light and data-name-dark are what the round button is called.
 */
export default function ThemeToggle(element: HTMLElement): Cleanup {
  const choices = element.querySelectorAll<HTMLElement>("[data-theme-choice]");
  const show = () => {
    const theme = currentTheme();
    choices.forEach((choice) =>
      choice.setAttribute("aria-pressed", String(choice.dataset.themeChoice === theme)),
    );
    const name = element.getAttribute(`data-name-${theme}`);
    if (choices.length || !name) return;
    element.setAttribute("aria-label", name);
    element.title = name;
  };
  show();
  return on(element, "click", (event) => {
    const asked = (event.target as HTMLElement).closest<HTMLElement>("[data-theme-choice]")?.dataset
      .themeChoice;
    if (choices.length && !asked) return;
    setTheme(isTheme(asked) ? asked : next(currentTheme()));
    show();
  });
}

export function currentTheme(): Theme {
  const theme = document.documentElement.dataset.theme;
  return isTheme(theme) ? theme : "system";
}

function setTheme(theme: Theme): void {
  const root = document.documentElement;
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
  setCookie("theme", theme === "system" ? "" : theme);
}

function next(theme: Theme): Theme {
  return order[(order.indexOf(theme) + 1) % order.length] ?? "system";
}

function isTheme(value: string | undefined): value is Theme {
  return value === "light" || value === "dark" || value === "system";
}
