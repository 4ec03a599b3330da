/**
 * Behaviour for markup: an element with data-controller="name other" gets each named controller once,
 * when it enters the page (also through htmx), and its clean-up when it leaves.
 */
export type Cleanup = () => void;
export type Controller = (element: HTMLElement) => Cleanup | void;
export type Controllers = Record<string, Controller>;

const known = new Map<string, Controller>();
const running = new Map<HTMLElement, Map<string, Cleanup | undefined>>();
let observer: MutationObserver | undefined;

export function register(controllers: Controllers): void {
  for (const [name, controller] of Object.entries(controllers)) known.set(name, controller);
}

/** Safe to call again after registering more: what runs already is left alone. */
export function start(): void {
  connectWithin(document.documentElement);
  if (observer) return;
  observer = new MutationObserver((changes) => {
    for (const change of changes) {
      change.removedNodes.forEach((node) => node instanceof HTMLElement && disconnectWithin(node));
      change.addedNodes.forEach((node) => node instanceof HTMLElement && connectWithin(node));
    }
  });
  observer.observe(document.documentElement, { childList: true, subtree: true });
}

export function stop(): void {
  observer?.disconnect();
  observer = undefined;
  for (const element of [...running.keys()]) disconnect(element);
  known.clear();
}

function connectWithin(root: HTMLElement): void {
  if (!root.isConnected) return;
  if (root.dataset.controller) connect(root);
  root.querySelectorAll<HTMLElement>("[data-controller]").forEach(connect);
}

function connect(element: HTMLElement): void {
  const active = running.get(element) ?? new Map<string, Cleanup | undefined>();
  running.set(element, active);
  for (const name of (element.dataset.controller ?? "").split(/\s+/)) {
    const controller = known.get(name);
    if (!controller || active.has(name)) continue;
    active.set(name, controller(element) ?? undefined);
  }
}

function disconnectWithin(root: HTMLElement): void {
  // A node that only moved is back in the page by now and keeps its state.
  if (root.isConnected) return;
  disconnect(root);
  root.querySelectorAll<HTMLElement>("[data-controller]").forEach(disconnect);
}

function disconnect(element: HTMLElement): void {
  running.get(element)?.forEach((cleanup) => cleanup?.());
  running.delete(element);
}
