import htmx from "htmx.org";
import { announce } from "../controllers/Announce";

/** htmx under a Content-Security-Policy without unsafe-inline and without eval. */
export function startHtmx(): void {
  htmx.config.allowEval = false;
  htmx.config.includeIndicatorStyles = false;
  htmx.config.selfRequestsOnly = true;
  htmx.config.scrollIntoViewOnBoost = false;
  // A form sent back with its errors (422) belongs in the page, beside what was typed.
  htmx.config.responseHandling = [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "422", swap: true },
    { code: "[45]..", swap: false, error: true },
  ];
  document.addEventListener("htmx:configRequest", addToken);
  document.addEventListener("htmx:responseError", tellFailure);
  document.addEventListener("htmx:sendError", tellFailure);
}

export function csrfToken(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
}

function addToken(event: Event): void {
  const { verb, headers } = (event as CustomEvent<{ verb: string; headers: Record<string, string> }>).detail;
  if (verb !== "get") headers["X-CSRFToken"] = csrfToken();
}

/** The page says in its own language that nothing arrived; the text stands on <body>. */
function tellFailure(): void {
  const message = document.body.dataset.requestFailed;
  if (message) announce(message, { visible: true });
}
