import { on, all } from "../core/events";
import { session } from "../core/keep";
import type { Cleanup } from "../core/registry";
import type { Noticed } from "./notes";

type Notice = (what: Noticed) => void;

const RAGE = { clicks: 3, within: 700, apart: 24 };
const ZONE = "capture-zone";
const LONG_TASKS_EVERY = 15_000;
const TAGS = new Set(["script", "link", "img", "audio", "video", "source"]);

/** Notices what goes wrong and what somebody does around the page. Never a word that was typed, said or pasted. */
export function watch(notice: Notice): Cleanup {
  return all(failures(notice), surroundings(notice), clipboard(notice), rage(notice), longTasks(notice), permissions(notice));
}

/** What the browser is and how fast the page came; asking takes a moment, so not before the page is idle. */
export function introduce(notice: Notice): void {
  about(notice);
  loaded(notice);
}

interface Named extends Navigator {
  userAgentData?: { getHighEntropyValues(names: string[]): Promise<{ platformVersion?: string }> };
}

function about(notice: Notice): void {
  const tell = (platform: string) =>
    notice({
      kind: "about",
      width: window.innerWidth,
      touch: navigator.maxTouchPoints > 0,
      language: navigator.language.slice(0, 20),
      time_zone: timeZone(),
      platform,
    });
  const asked = (navigator as Named).userAgentData?.getHighEntropyValues(["platformVersion"]);
  if (!asked) return tell("");
  asked.then(
    (values) => tell((values.platformVersion ?? "").replace(/[^\d.]/g, "").slice(0, 20)),
    () => tell(""),
  );
}

/** Asking a browser for the first time costs a phone a tenth of a second, so a tab asks once. */
function timeZone(): string {
  const remembered = session.get(ZONE);
  if (remembered !== null) return remembered;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
  session.set(ZONE, zone);
  return zone;
}

function loaded(notice: Notice): void {
  const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (!entry) return;
  const { responseStart, domInteractive } = entry;
  notice({ kind: "loaded", first_byte: Math.round(responseStart), usable: Math.round(domInteractive) });
}

function failures(notice: Notice): Cleanup {
  const failed = (event: Event) => {
    const target = event.target;
    if (target instanceof Element) {
      const name = target.tagName.toLowerCase();
      const file = (target.getAttribute("src") ?? target.getAttribute("href") ?? "").slice(0, 500);
      notice({ kind: "resource", tag: TAGS.has(name) ? name : "other", file });
      return;
    }
    const { message, filename, lineno } = event as ErrorEvent;
    notice({ kind: "error", message: message.slice(0, 500), file: (filename ?? "").slice(-500), line: lineno ?? 0 });
  };
  window.addEventListener("error", failed, true);
  return all(
    () => window.removeEventListener("error", failed, true),
    on(window, "unhandledrejection", (event) => {
      const { reason } = event as unknown as PromiseRejectionEvent;
      const message = reason instanceof Error ? `${reason.name}: ${reason.message}` : typeof reason;
      notice({ kind: "rejection", message: message.slice(0, 500) });
    }),
  );
}

function surroundings(notice: Notice): Cleanup {
  let goes = false; // a page that is left for the next one is hidden, too
  return all(
    on(window, "pagehide", () => (goes = true)),
    on(window, "pageshow", () => (goes = false)),
    on(document, "visibilitychange", () => {
      if (!goes) notice({ kind: "visibility", state: document.hidden ? "hidden" : "visible" });
    }),
    on(window, "online", () => notice({ kind: "network", state: "online" })),
    on(window, "offline", () => notice({ kind: "network", state: "offline" })),
  );
}

function clipboard(notice: Notice): Cleanup {
  return all(
    on(document, "paste", (event) => {
      const pasted = (event as unknown as ClipboardEvent).clipboardData?.getData("text") ?? "";
      notice({ kind: "paste", length: pasted.length });
    }),
    on(document, "copy", () => notice({ kind: "copy", length: String(document.getSelection() ?? "").length })),
  );
}

/** Several clicks in a moment on one spot. A field is clicked so to select a word, and a number's arrows to count. */
function rage(notice: Notice): Cleanup {
  let clicks: MouseEvent[] = [];
  let timer: number | undefined;
  const told = () => {
    const last = clicks.at(-1);
    const tag = last?.target instanceof Element ? last.target.tagName.toLowerCase().slice(0, 20) : "";
    if (clicks.length >= RAGE.clicks && /^[a-z0-9-]+$/.test(tag)) notice({ kind: "rage", count: clicks.length, tag });
    clicks = [];
  };
  return all(
    () => window.clearTimeout(timer),
    on(document, "click", (event) => {
      if (event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]")) return;
      const before = clicks.at(-1);
      const near = before && Math.hypot(before.clientX - event.clientX, before.clientY - event.clientY) < RAGE.apart;
      if (before && !near) told();
      clicks.push(event);
      window.clearTimeout(timer);
      timer = window.setTimeout(told, RAGE.within);
    }),
  );
}

/** Tasks over 50 ms, told together every fifteen seconds. */
function longTasks(notice: Notice): Cleanup {
  if (!PerformanceObserver.supportedEntryTypes?.includes("longtask")) return () => undefined;
  let count = 0;
  let ms = 0;
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      count += 1;
      ms += entry.duration;
    }
  });
  observer.observe({ type: "longtask" });
  const timer = window.setInterval(() => {
    if (count) notice({ kind: "long_tasks", count, ms: Math.round(ms) });
    count = ms = 0;
  }, LONG_TASKS_EVERY);
  return () => {
    window.clearInterval(timer);
    observer.disconnect();
  };
}

/** The microphone or the camera was refused, by the person or by their device. */
function permissions(notice: Notice): Cleanup {
  const devices = navigator.mediaDevices;
  if (!devices?.getUserMedia) return () => undefined;
  const asked = devices.getUserMedia;
  devices.getUserMedia = async (wanted) => {
    try {
      return await asked.call(devices, wanted);
    } catch (refused) {
      const device = wanted?.audio && wanted.video ? "both" : wanted?.video ? "camera" : "microphone";
      const name = refused instanceof Error ? refused.name.replace(/[^A-Za-z]/g, "").slice(0, 40) : "";
      notice({ kind: "denied", device, reason: name || "Error" });
      throw refused;
    }
  };
  return all(() => (devices.getUserMedia = asked), standing("microphone", notice), standing("camera", notice));
}

/** Also where the page never asks itself: speech recognition asks in its own way. */
function standing(device: "microphone" | "camera", notice: Notice): Cleanup {
  let done = false;
  let stop: Cleanup = () => undefined;
  const tell = (status: PermissionStatus) => {
    if (status.state === "denied") notice({ kind: "denied", device, reason: "PermissionDenied" });
  };
  navigator.permissions?.query({ name: device as PermissionName }).then(
    (status) => {
      if (done) return;
      tell(status);
      stop = on(status, "change", () => tell(status));
    },
    () => undefined, // a browser that does not say
  );
  return () => {
    done = true;
    stop();
  };
}
