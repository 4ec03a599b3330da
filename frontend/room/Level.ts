import type { Cleanup } from "../core/registry";

const FLOOR_DB = -60;
const SPEECH_DB = -45; // a voice at arm's length lies well above

/** How loud a stream is, several times a second: 0 to 1, and whether that is a voice rather than a quiet room. */
export function listen(stream: MediaStream, heard: (level: number, isVoice: boolean) => void): Cleanup {
  const context = new AudioContext();
  const meter = context.createAnalyser();
  meter.fftSize = 1024;
  context.createMediaStreamSource(stream).connect(meter);
  const wave = new Float32Array(meter.fftSize);
  void context.resume();
  const timer = setInterval(() => {
    meter.getFloatTimeDomainData(wave);
    const db = loudness(wave);
    heard(Math.min(1, Math.max(0, (db - FLOOR_DB) / -FLOOR_DB)), db > SPEECH_DB);
  }, 80);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}

/** In decibels below the loudest a wave can be. */
export function loudness(wave: Float32Array): number {
  const mean = wave.reduce((sum, at) => sum + at * at, 0) / wave.length;
  return mean > 0 ? 10 * Math.log10(mean) : -100;
}

/** Bars of an `svg.level`: so many are lit as the level says, each as high as its neighbours make it look. */
export function draw(meter: Element | null, level: number): void {
  const bars = [...(meter?.querySelectorAll("rect") ?? [])];
  const lit = Math.round(level * bars.length);
  bars.forEach((bar, at) => bar.classList.toggle("on", at < lit));
}

/** Two soft notes, so that a candidate knows that they would hear us. */
export function chime(sink?: string): void {
  const context = new AudioContext(sink ? ({ sinkId: sink } as AudioContextOptions) : undefined);
  const at = context.currentTime + 0.05;
  [659, 880].forEach((pitch, nth) => note(context, pitch, at + nth * 0.22));
  setTimeout(() => void context.close(), 1500);
}

function note(context: AudioContext, pitch: number, at: number): void {
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = pitch;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.2, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.001, at + 0.6);
  tone.connect(volume).connect(context.destination);
  tone.start(at);
  tone.stop(at + 0.65);
}
