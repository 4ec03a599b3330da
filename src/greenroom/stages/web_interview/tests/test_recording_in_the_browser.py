"""A real recorder over a line that is cut, in a page that is reloaded: every byte arrives, once."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import BrowserContext, Page, sync_playwright

from greenroom.candidates.tests.walking import Walk
from greenroom.core.testing.browser import CHROMIUM, FLAGS, ROOT
from greenroom.core.testing.jobs import run_due_jobs
from greenroom.interviewers.models import Stage
from greenroom.media.models import Recording
from greenroom.media.recordings import parts

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BUNDLER = ROOT / "node_modules/.bin/rolldown"
DEVICE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
RECORD = """async (url) => {
  window.standings = [];
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 320, height: 240 } });
  window.recorder = new Room.Recorder({ url, stream, told: (each) => window.standings.push(each) });
  return window.recorder.start();
}"""
OVERHEAR = """(() => {
  let recorders = 0;
  window.MediaRecorder = class extends MediaRecorder {
    constructor(...given) {
      super(...given);
      const name = `${performance.timeOrigin} ${recorders++}`;
      let told = Promise.resolve();
      this.addEventListener("dataavailable", ({ data }) => {
        told = told.then(async () => {
          const bytes = new Uint8Array(await data.arrayBuffer());
          if (bytes.length) await recorded(name, btoa(Array.from(bytes, (each) => String.fromCharCode(each)).join("")));
        });
      });
    }
  };
})()"""
"""What the browser itself has recorded, told to the test beside all we do with it."""


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The recorder alone, as the build makes it."""
    if not BUNDLER.is_file():
        pytest.skip("the front end's tools are not installed: run `npm ci`")
    made: Path = tmp_path_factory.mktemp("built") / "recorder.js"
    source = ROOT / "frontend/room/Recorder.ts"
    asked = [BUNDLER, source, "--format", "iife", "--name", "Room", "--file", made]
    subprocess.run(asked, check=True, capture_output=True, cwd=ROOT)
    return made.read_text()


@pytest.fixture
def context(walk: Walk, site: str) -> Iterator[BrowserContext]:
    """The browser of a candidate in an interview with video, with a camera that is none."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    Stage.objects.filter(kind="web_interview").update(config={"video": True})
    walk.enter().send_resume()
    session = walk.client.cookies[django_settings.SESSION_COOKIE_NAME].value
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *DEVICE])
        opened = browser.new_context(base_url=site, bypass_csp=True, permissions=["camera", "microphone"])
        opened.add_cookies([{"name": django_settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
        yield opened
        browser.close()


def record(page: Page, walk: Walk, script: str) -> None:
    page.goto(walk.at("interview/"))
    page.add_script_tag(content=script)
    assert page.evaluate(RECORD, walk.at("interview/recordings/"))


def arrived() -> int:
    return sum(Recording.objects.values_list("size", flat=True))


def wait_until(page: Page, condition: Callable[[], object]) -> None:
    for _try in range(200):
        if condition():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it never came to that")


def test_a_cut_of_two_seconds_and_a_reload_lose_and_double_nothing(context, walk, script):
    page = context.new_page()
    closings: dict[str, str] = {}

    def note(request) -> None:
        if found := re.search(r"recordings/([0-9a-f-]{36})/close/$", request.url):
            closings[found[1]] = parse_qs(request.post_data)["sha256"][0]

    page.on("request", note)
    record(page, walk, script)
    wait_until(page, lambda: arrived() > 0)
    context.set_offline(True)
    page.wait_for_function("standings.includes('waiting')")
    cut_at = arrived()
    page.wait_for_timeout(2_000)
    assert arrived() == cut_at
    context.set_offline(False)
    wait_until(page, lambda: arrived() > cut_at)
    page.route("**/recordings/**", lambda route: route.abort())
    page.wait_for_timeout(1_500)
    left_at = arrived()
    page.unroute_all()
    page.reload()
    record(page, walk, script)
    wait_until(page, lambda: Recording.objects.filter(size__gt=0).count() == 2)
    assert Recording.objects.earliest("began_ms").size > left_at  # what the page before had left
    page.wait_for_timeout(2_000)
    assert page.evaluate("recorder.stop(20000)")
    rows = list(Recording.objects.all())
    assert [row.state for row in rows] == ["closed", "closed"]
    for row in rows:
        data = parts.path_of(row.id).read_bytes()
        assert hashlib.sha256(data).hexdigest() == closings[str(row.id)] == row.sha256
        assert len(data) == row.size
    run_due_jobs()
    first, second = Recording.objects.all()
    assert {first.state, second.state} == {"remuxed"}
    assert {first.media_type, second.media_type} == {"video/webm"}
    assert first.ended_ms - first.began_ms > 4_000
    assert second.began_ms >= first.ended_ms - 500


def cut(page: Page, context: BrowserContext, seconds: int) -> None:
    """No network for so long: nothing arrives meanwhile, and all of it soon after."""
    context.set_offline(True)
    page.wait_for_timeout(500)  # what was on its way
    before = arrived()
    page.wait_for_timeout(seconds * 1_000)
    assert arrived() == before
    context.set_offline(False)


@pytest.mark.endures
def test_what_is_kept_is_what_the_browser_recorded_after_cuts_of_twelve_and_sixty_seconds_and_a_reload(
    context: BrowserContext, walk: Walk, script: str
) -> None:
    """The page is reloaded before any of the sixty seconds has been sent."""
    chunks: dict[str, list[bytes]] = {}

    def hear(name: str, data: str) -> None:
        chunks.setdefault(name, []).append(base64.b64decode(data))

    context.expose_function("recorded", hear)
    context.add_init_script(OVERHEAR)
    page = context.new_page()
    record(page, walk, script)
    wait_until(page, lambda: arrived() > 0)
    (first,) = chunks.values()
    cut(page, context, 12)
    wait_until(page, lambda: arrived() >= sum(map(len, first[:-1])))
    page.route("**/recordings/**", lambda route: route.abort())
    cut(page, context, 60)
    assert len(first) > 70
    heard = len(first)
    wait_until(page, lambda: len(first) > heard)
    page.wait_for_timeout(300)  # its second is in the store by now, and the next is not over
    page.unroute_all()
    page.reload()
    record(page, walk, script)
    wait_until(page, lambda: Recording.objects.filter(state="closed").exists())
    page.wait_for_timeout(2_000)
    assert page.evaluate("recorder.stop(20000)")
    kept = list(Recording.objects.order_by("began_ms"))
    assert [row.sha256 for row in kept] == [digest(each) for each in chunks.values()]
    assert [digest([parts.path_of(row.id).read_bytes()]) for row in kept] == [row.sha256 for row in kept]
    run_due_jobs()
    whole = Recording.objects.order_by("began_ms")[0]
    assert whole.state == "remuxed"
    assert whole.ended_ms - whole.began_ms > 72_000


def digest(chunks: list[bytes]) -> str:
    return hashlib.sha256(b"".join(chunks)).hexdigest()
