"""One endpoint, many callers: threads, running loops and forked processes."""

from __future__ import annotations

import asyncio
import os
import threading
import warnings
from concurrent.futures import ThreadPoolExecutor

import pytest

from greenroom.core.testing.standins.language_model import Fault, LanguageModelStandIn
from greenroom.skills.models.contract import RetryLater
from greenroom.skills.models.openai_compatible.background import Background
from greenroom.skills.models.openai_compatible.vendor import OpenAICompatible
from greenroom.skills.models.tests.conftest import SYSTEM, USER, Connect, Reading


def _ask(model: OpenAICompatible) -> str:
    return model.answer(system=SYSTEM, user=USER, shape=Reading).value.verdict


def test_many_threads_get_their_answers_and_no_more_than_the_limit_at_one_time(
    standin: LanguageModelStandIn, connect: Connect
) -> None:
    standin.fail_always(Fault(kind="slow_first_byte", seconds=0.05))
    model = connect(max_concurrency=3, silence=5)
    with ThreadPoolExecutor(12) as pool:
        verdicts = list(pool.map(lambda _: _ask(model), range(12)))
    assert verdicts == ["clear"] * 12
    assert standin.busiest == 3
    assert len(standin.requests) == 12


def test_two_models_on_one_endpoint_share_the_limit(standin: LanguageModelStandIn, connect: Connect) -> None:
    standin.fail_always(Fault(kind="slow_first_byte", seconds=0.05))
    models = [connect(max_concurrency=2, silence=5), connect(max_concurrency=2, silence=5, mode="tool")]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda turn: _ask(models[turn % 2]), range(8)))
    assert standin.busiest == 2


def test_a_failed_call_gives_its_place_back(standin: LanguageModelStandIn, connect: Connect) -> None:
    model = connect(max_concurrency=1, max_attempts=1, silence=0.25)
    standin.fail("hang")
    with pytest.raises(RetryLater):
        _ask(model)
    assert _ask(model) == "clear"


def test_connections_are_kept_between_calls(standin: LanguageModelStandIn, connect: Connect) -> None:
    model = connect()
    opened = standin.connections
    for _ in range(5):
        _ask(model)
    assert standin.connections - opened == 1


def test_it_may_be_called_where_a_loop_is_running(connect: Connect) -> None:
    model = connect()

    async def page() -> str:
        return await asyncio.to_thread(_ask, model) + " " + _ask(model)

    assert asyncio.run(page()) == "clear clear"


def test_a_closed_model_opens_new_connections(connect: Connect) -> None:
    model = connect()
    _ask(model)
    model.close()
    assert _ask(model) == "clear"


def test_a_forked_process_asks_on_its_own(standin: LanguageModelStandIn, connect: Connect) -> None:
    model = connect()
    _ask(model)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Forking with threads is the case under test.
        child = os.fork()
    if child == 0:
        os._exit(0 if _ask(model) == "clear" else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert _ask(model) == "clear"


def test_a_stopped_loop_starts_again_at_the_next_use() -> None:
    async def one() -> int:
        return 1

    background = Background()
    first = background.loop()
    assert background.run(one(), timeout=1) == 1
    background.stop()
    assert first.is_closed()
    assert background.run(one(), timeout=1) == 1
    background.stop()


def test_work_that_outlives_its_time_is_cancelled() -> None:
    ended = threading.Event()

    async def endless() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    background = Background()
    with pytest.raises(TimeoutError):
        background.run(endless(), timeout=0.05)
    assert ended.wait(2)
    background.stop()
