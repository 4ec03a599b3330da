"""A house with a spoken interview of one question, and a browser whose microphone a test speaks into."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import wave
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen

import numpy as np
from playwright.sync_api import BrowserContext, Page, sync_playwright

from greenroom.core.testing.browser import CHROMIUM, FLAGS
from greenroom.core.testing.migrated import Migrated
from tests.kills import test_journey as journey
from tests.kills.house import House, a_house, kill, until
from tests.kills.journey import Candidate, Site, a_site
from tests.kills.pages import Browser

RATE = 48_000
SETTINGS = "greenroom.config.settings"
HEARS = {  # what a page is told; the workers of these tests have ears of their own
    "GREENROOM_STT": "openai_compatible",
    "GREENROOM_STT_BASE_URL": "http://127.0.0.1:1",
    "GREENROOM_STT_MODEL": "test",
    "GREENROOM_TTS": "flite",
}
SOUND = [
    "--use-fake-device-for-media-stream",
    "--allow-loopback-in-peer-connection",
    "--autoplay-policy=no-user-gesture-required",
]
MICROPHONE = """
(() => {
  const media = navigator.mediaDevices;
  const ask = media.getUserMedia.bind(media);
  let context, mouth, given = [];
  media.getUserMedia = async (wanted) => {
    if (window.unplugged) throw new DOMException("gone", "NotFoundError");
    (await ask(wanted)).getTracks().forEach((track) => track.stop());
    context ??= new AudioContext({ sampleRate: 48000 });
    mouth ??= new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
    const quiet = context.createConstantSource(); // a microphone is never without sound, and a recorder wants some
    quiet.offset.value = 1e-4;
    quiet.connect(mouth);
    quiet.start();
    await context.resume();
    const track = mouth.stream.getAudioTracks()[0].clone();
    given.push(track);
    return new MediaStream([track]);
  };
  window.say = async (sound) => {
    const bytes = Uint8Array.from(atob(sound), (each) => each.charCodeAt(0));
    const source = context.createBufferSource();
    source.buffer = await context.decodeAudioData(bytes.buffer);
    source.connect(mouth);
    source.start();
    await new Promise((done) => source.addEventListener("ended", done));
  };
  window.unplug = () => {
    window.unplugged = true;
    given.forEach((track) => { track.stop(); track.dispatchEvent(new Event("ended")); });
  };
  window.plugIn = () => {
    window.unplugged = false;
    media.dispatchEvent(new Event("devicechange"));
  };
})();
"""


@dataclass
class Stage:
    """house, site: everything runs but voice workers. link: where candidates begin."""

    house: House
    site: Site
    link: str
    workers: list[Popen[str]] = field(default_factory=list)

    def voice(self, *words: str, most: int = 4) -> Popen[str]:
        """A voice worker; it is not waited for."""
        one = House({**self.house.environment, "GREENROOM_VOICE_CALLS": str(most)})
        self.workers.append(one.start("-m", "greenroom.conversations.voice.testing.worker", *words))
        return self.workers[-1]

    def voices_answer(self) -> None:
        rows = "SELECT count(*) FROM conversations_voiceworker"
        until(lambda: self.house.number(rows) == len(self.workers), within=60, what="the voice workers")

    def enter(self) -> Candidate:
        """Somebody who has applied and proven their address."""
        candidate = Candidate(self.site, self.link, Browser.at(self.site.port), haunted=False)
        journey.apply(candidate)
        journey.prove(candidate)
        return candidate


@contextmanager
def a_stage(folder: Path, migrated: Migrated, *, settings: str = SETTINGS) -> Iterator[Stage]:
    with a_house(folder, settings, migrated=migrated) as house:
        house.environment.update(HEARS)
        link = json.loads(house.run("-m", "tests.journeys.speaking"))["link"]
        with a_site(house) as site:
            stage = Stage(house, site, link)
            try:
                yield stage
            finally:
                for process in stage.workers:
                    if process.poll() is None:
                        kill(process)


@contextmanager
def a_browser(stage: Stage, candidate: Candidate, **options: object) -> Iterator[BrowserContext]:
    """The candidate's, with a microphone that hears what a test plays: `say(page, sound)`."""
    with ExitStack() as after:
        playwright = after.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *SOUND])
        after.callback(browser.close)
        url = f"http://127.0.0.1:{stage.site.port}"
        context = browser.new_context(base_url=url, viewport={"width": 390, "height": 844}, **options)  # type: ignore[arg-type]  # Playwright's own
        context.add_init_script(MICROPHONE)
        jar = candidate.browser.client.cookies.jar
        context.add_cookies([{"name": each.name, "value": each.value or "", "url": url} for each in jar])
        yield context


def say(page: Page, sound: bytes) -> None:
    """A WAV file into the microphone; returns when it is over."""
    page.evaluate("sound => say(sound)", base64.b64encode(sound).decode())


def flite(text: str, folder: Path) -> bytes:
    """A WAV file of these words."""
    target = folder / "said.wav"
    subprocess.run(
        [shutil.which("flite") or "flite", "-voice", "rms", "-t", text, "-o", str(target)], check=True
    )
    return target.read_bytes()


def tone(ms: int, folder: Path) -> bytes:
    """A WAV file of a tone, which scripted ears take for words."""
    at = np.arange(RATE * ms // 1000) / RATE
    target = folder / "tone.wav"
    with wave.open(str(target), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((8_000 * np.sin(2 * np.pi * 300 * at)).astype(np.int16).tobytes())
    return target.read_bytes()
