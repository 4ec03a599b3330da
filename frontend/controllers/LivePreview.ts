import type { Cleanup } from "../core/registry";
import { all, on } from "../core/events";

/**
 * A form whose page is drawn in the frame with the id data-frame by the address data-preview: after data-wait ms (400)
 * of quiet, without a new entry in the browser's history. A newer question drops the older one's answer. Without
 * script a button with that frame as its target does the same; it is hidden here.
 */
export default function LivePreview(element: HTMLElement): Cleanup {
  const form = element as HTMLFormElement;
  const wait = Number(form.dataset.wait ?? 400);
  const frame = document.getElementById(form.dataset.frame ?? "") as HTMLIFrameElement | null;
  const button = form.querySelector<HTMLElement>("[data-show]");
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = new AbortController();

  async function draw(): Promise<void> {
    asked.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(form.dataset.preview ?? "", {
        method: "POST",
        body: new FormData(form),
        signal: asked.signal,
      });
      if (answer.ok && frame?.contentDocument) show(frame.contentDocument, await answer.text());
    } catch {
      // The frame keeps what it shows; the next change asks again.
    }
  }
  if (button) button.hidden = true;
  return all(
    on(form, "input change", () => {
      clearTimeout(timer);
      timer = setTimeout(() => void draw(), wait);
    }),
    () => {
      clearTimeout(timer);
      asked.abort();
    },
  );
}

/** Put a page in place of another where only words, pictures and the brand's style sheet can differ. */
export function show(page: Document, html: string): void {
  const next = new DOMParser().parseFromString(html, "text/html");
  for (const name of ["lang", "dir", "data-theme"]) {
    const value = next.documentElement.getAttribute(name);
    if (value === null) page.documentElement.removeAttribute(name);
    else page.documentElement.setAttribute(name, value);
  }
  const styles = (where: Document) => where.querySelector<HTMLLinkElement>('link[href^="/brand/"]');
  const href = styles(next)?.getAttribute("href");
  if (href && styles(page)?.getAttribute("href") !== href) styles(page)?.setAttribute("href", href);
  page.body.replaceChildren(...[...next.body.childNodes].map((node) => page.importNode(node, true)));
}
