"""A pytest plugin: with CI=true a skipped test fails the run, so that nothing is left out unseen."""

from __future__ import annotations

import os

import pytest


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Turn a good end into a failure when something was skipped. Worker processes have no reporter and no say."""
    if skipped(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    count = skipped(config)
    if count:
        terminalreporter.write_line(f"CI allows no skipped test, and {count} were skipped.", red=True)


def skipped(config: pytest.Config) -> int:
    """How many, as far as that matters here."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") != "true" or reporter is None:
        return 0
    return len(reporter.stats.get("skipped", []))
