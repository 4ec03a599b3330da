import type { Cleanup } from "../core/registry";
import { all, on } from "../core/events";

const COLOUR = /^#[0-9a-f]{6}$/i;

/**
 * A form in which input[data-pick="name"] is the browser's own colour picker for the text box of that name: each
 * follows the other. A button with [data-use="name"] and data-colour puts that colour in without sending the form.
 */
export default function ColourPick(element: HTMLElement): Cleanup {
  const form = element as HTMLFormElement;
  const box = (name: string) => form.querySelector<HTMLInputElement>(`input[name="${name}"]:not([type="color"])`);
  const pickers = [...form.querySelectorAll<HTMLInputElement>("input[data-pick]")];

  const write = (name: string, colour: string) => {
    const text = box(name);
    if (!text) return;
    text.value = colour;
    text.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const follow = (picker: HTMLInputElement) => {
    const text = box(picker.dataset.pick ?? "");
    if (text && COLOUR.test(text.value)) picker.value = text.value.toLowerCase();
  };
  pickers.forEach((picker) => {
    picker.hidden = false;
    follow(picker);
  });
  return all(
    on(form, "input", (event) => {
      const target = event.target as HTMLInputElement;
      if (target.dataset.pick) {
        event.stopPropagation();
        write(target.dataset.pick, target.value);
      } else pickers.filter((picker) => picker.dataset.pick === target.name).forEach(follow);
    }),
    on(document, "click", (event) => {
      const button = (event.target as HTMLElement).closest<HTMLButtonElement>("button[data-use]");
      if (!button || button.form !== form) return;
      event.preventDefault();
      write(button.dataset.use ?? "", button.dataset.colour ?? "");
    }),
  );
}
