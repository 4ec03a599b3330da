import type { Cleanup } from "../core/registry";
import { all, on } from "../core/events";

/**
 * A native <dialog>, used as dialog or drawer. Anything with data-opens="its id" opens it, anything inside
 * with data-close closes it, and so does a press beside it. An open dialog first closes another one.
 * data-open on the dialog opens it with the page, which a form sent back with errors needs.
 */
export default function Dialog(element: HTMLElement): Cleanup {
  const dialog = element as HTMLDialogElement;
  if (dialog.dataset.open !== undefined) open(dialog);
  return all(
    on(document, "click", (event) => {
      const opener = (event.target as HTMLElement).closest<HTMLElement>("[data-opens]");
      if (!opener || opener.dataset.opens !== dialog.id) return;
      event.preventDefault();
      open(dialog);
    }),
    on(dialog, "click", (event) => {
      const target = event.target as HTMLElement;
      if (target.closest("[data-close]") || (target === dialog && outside(dialog, event))) dialog.close();
    }),
  );
}

function open(dialog: HTMLDialogElement): void {
  document
    .querySelectorAll<HTMLDialogElement>("dialog[open]")
    .forEach((other) => other !== dialog && other.close());
  if (dialog.open) dialog.close();
  dialog.showModal();
}

function outside(dialog: HTMLDialogElement, event: MouseEvent): boolean {
  const box = dialog.getBoundingClientRect();
  const within = box.left <= event.clientX && event.clientX <= box.right;
  return !(within && box.top <= event.clientY && event.clientY <= box.bottom);
}
