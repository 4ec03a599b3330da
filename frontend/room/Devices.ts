import { local } from "../core/keep";

const keys = { audioinput: "room-microphone", audiooutput: "room-speaker", videoinput: "room-camera" } as const;
export type Kind = keyof typeof keys;

/** Whether this browser can hold a spoken interview at all. Plain http hides its microphone. */
export function canSpeak(): boolean {
  return "RTCPeerConnection" in window && "AudioContext" in window && Boolean(navigator.mediaDevices?.getUserMedia);
}

/** Whether sound can be sent to a speaker of choice. */
function canChooseSpeaker(): boolean {
  return "setSinkId" in HTMLMediaElement.prototype;
}

export function chosen(kind: Kind): string {
  return local.get(keys[kind]) ?? "";
}

export function choose(kind: Kind, id: string): void {
  local.set(keys[kind], id);
}

/** The chosen microphone, or any where it is gone. Raises what the browser raises: NotAllowedError, NotFoundError. */
export async function microphone(): Promise<MediaStream> {
  const clean = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  const id = chosen("audioinput");
  const audio = id ? { ...clean, deviceId: { ideal: id } } : clean;
  return navigator.mediaDevices.getUserMedia({ audio });
}

export async function camera(): Promise<MediaStream> {
  const id = chosen("videoinput");
  const size = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 15 } };
  return navigator.mediaDevices.getUserMedia({ video: id ? { ...size, deviceId: { ideal: id } } : size });
}

/** Fill a choice with the devices there are; hidden where there is nothing to choose from. */
export async function list(select: HTMLSelectElement, kind: Kind): Promise<void> {
  if (kind === "audiooutput" && !canChooseSpeaker()) return;
  const devices = (await navigator.mediaDevices.enumerateDevices()).filter(
    (each) => each.kind === kind && each.deviceId && each.label,
  );
  const now = chosen(kind);
  select.replaceChildren(
    ...devices.map((each) => new Option(each.label, each.deviceId, false, each.deviceId === now)),
  );
  const field = select.closest<HTMLElement>(".field");
  if (field) field.hidden = devices.length < 2;
}

export function stop(stream: MediaStream | undefined): void {
  stream?.getTracks().forEach((track) => track.stop());
}
