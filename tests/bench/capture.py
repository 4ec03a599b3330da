"""What capture costs a candidate's phone: the same typed minute with it and without it, in Chromium slowed down."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Page, Request, async_playwright

from greenroom.core.testing.browser import CHROMIUM, FLAGS
from tests.bench import houses, serving
from tests.bench.figures import Figure, Floor

SECTION = "Capture on a phone"
SLOWER = 4  # times slower than this machine: a mid-range phone
MINUTE = 60.0
PAIRS = 2
KEY_EVERY = 0.12  # seconds: a fast thumb
PHONE = {"viewport": {"width": 390, "height": 740}, "is_mobile": True, "has_touch": True}


def measure() -> list[Figure]:
    """Over HTTP against `greenroom serve` on SQLite; both pages of a pair run side by side, a browser each."""
    with houses.fresh() as house:
        plan = house.data / "candidates.json"
        house.run("-m", "tests.bench.inside", "captured", str(plan), str(2 * PAIRS))
        given = json.loads(plan.read_text())
        with serving.serving(house) as running:
            minutes = asyncio.run(_pairs(f"http://localhost:{running.port}", given))
    captured, plain = minutes[::2], minutes[1::2]
    shares = [100 * (one.busy - other.busy) / one.lasted for one, other in zip(captured, plain, strict=True)]
    floor = Floor("busy without it, %", [100 * minute.busy / minute.lasted for minute in plain])
    return [
        Figure(SECTION, "Share of the main thread that capture takes", "%", shares, goal=2, floor=floor),
        Figure(SECTION, "Sent in a minute", "kB", [minute.sent / 1000 for minute in captured]),
        Figure(
            SECTION,
            "Script that it loads, as it travels",
            "kB",
            [minute.script / 1000 for minute in captured],
        ),
    ]


@dataclass
class Minute:
    """busy: seconds of the main thread; lasted: seconds; sent: bytes of batches; script: bytes on the wire."""

    busy: float = 0
    lasted: float = 0
    sent: int = 0
    script: int = 0
    requests: list[Request] = field(default_factory=list)

    def note(self, request: Request) -> None:
        self.requests.append(request)


async def _pairs(site: str, given: dict[str, Any]) -> list[Minute]:
    minutes: list[Minute] = []
    for pair in range(PAIRS):
        cookies = given["cookies"][2 * pair : 2 * pair + 2]
        minutes += await asyncio.gather(*(_minute(site, given, cookie) for cookie in cookies))
    for captured, plain in zip(minutes[::2], minutes[1::2], strict=True):
        assert captured.sent, "nothing was captured where it should be"
        assert not plain.sent, "something was captured where it should not"
    return minutes


async def _minute(site: str, given: dict[str, Any], cookie: str) -> Minute:
    minute = Minute()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = await browser.new_context(base_url=site, **PHONE)  # type: ignore[arg-type]  # plain values
        name, _, value = cookie.partition("=")
        await context.add_cookies([{"name": name, "value": value, "url": site}])
        page = await context.new_page()
        page.on("requestfinished", minute.note)
        devtools = await context.new_cdp_session(page)
        await page.goto("/health/")  # the same process serves the room
        await devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
        await devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        before, began = await _busy(devtools), time.monotonic()
        await page.goto(given["room"])
        await _talk(page, given["answers"], until=began + MINUTE)
        minute.lasted = time.monotonic() - began
        minute.busy = await _busy(devtools) - before
        await _count(minute)
        await browser.close()
    return minute


async def _busy(devtools: Any) -> float:
    """Seconds that the page's main thread has worked."""
    found = await devtools.send("Performance.getMetrics")
    return float(next(metric["value"] for metric in found["metrics"] if metric["name"] == "TaskDuration"))


async def _talk(page: Page, answers: list[str], *, until: float) -> None:
    """Type and send one answer after another, and scroll back to what was asked, as long as there is time."""
    box = page.get_by_label("Your answer")
    for n, answer in enumerate(answers):
        await box.tap()
        for letter in answer.format(n=n + 10):
            await page.keyboard.type(letter)
            await asyncio.sleep(KEY_EVERY)
            if time.monotonic() > until:
                return
        await page.mouse.wheel(0, -200)
        await page.get_by_role("button", name="Send answer").tap()
        await asyncio.sleep(2)


async def _count(minute: Minute) -> None:
    for request in minute.requests:
        if "/capture/" in request.url and request.method == "POST":
            minute.sent += len(request.post_data_buffer or b"")
        elif "/assets/capture-" in request.url or "/assets/recorder-" in request.url:
            minute.script += (await request.sizes())["responseBodySize"]
