"""Waiting for a database: calls come through in the end, or all give up together."""

import asyncio
import logging
from collections.abc import Callable

import pytest

from gxcrawl.errors import CannotRun, TryLater
from pipelines import database_retries as retries_module
from pipelines.database_retries import DatabaseRetries


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retries_module, "_FIRST_PAUSE_SECONDS", 0.01)
    monkeypatch.setattr(retries_module, "_STEP_SECONDS", 0.01)


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> Callable[[], list[logging.LogRecord]]:
    """What the retries themselves have logged, whatever asyncio says beside it where all is logged."""
    return lambda: [record for record in caplog.records if record.name == retries_module.__name__]


class Flaky:
    """A database that is away for the first calls."""

    def __init__(self, failing: int) -> None:
        self.failing = failing
        self.calls = 0

    def answer(self, value: int) -> int:
        self.calls += 1
        if self.calls <= self.failing:
            raise TryLater("db: the server is away")
        return value


def test_a_successful_call_returns_immediately(said: Callable[[], list[logging.LogRecord]]) -> None:
    assert asyncio.run(DatabaseRetries("db", 5).call(Flaky(0).answer, 7)) == 7
    assert said() == []


def test_a_late_success_is_logged_once(said: Callable[[], list[logging.LogRecord]]) -> None:
    flaky = Flaky(6)

    async def several() -> list[int]:
        retries = DatabaseRetries("db", 5)
        return await asyncio.gather(*(retries.call(flaky.answer, value) for value in range(3)))

    assert asyncio.run(several()) == [0, 1, 2]
    first, last = said()
    assert first.getMessage().startswith("db: the server is away; waiting")
    assert last.getMessage() == "db is back; going on"
    assert {first.levelno, last.levelno} == {logging.ERROR}


def test_all_callers_give_up_at_the_time_limit() -> None:
    retries = DatabaseRetries("db", 0.05)

    async def until_gone() -> None:
        with pytest.raises(CannotRun, match="did not come back in time"):
            await retries.call(Flaky(10**6).answer, 1)
        with pytest.raises(CannotRun):
            await retries.call(Flaky(1).answer, 1)

    asyncio.run(until_gone())


def test_a_stopped_caller_does_not_wait() -> None:
    flaky = Flaky(10**6)
    with pytest.raises(CannotRun):
        asyncio.run(DatabaseRetries("db", 3600, lambda: True).call(flaky.answer, 1))
    assert flaky.calls == 1


def test_other_errors_are_raised() -> None:
    def broken() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        asyncio.run(DatabaseRetries("db", 5).call(broken))
