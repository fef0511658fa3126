"""Waiting for a database that is away: callers get their result later, or an error if the database is gone."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import ParamSpec, TypeVar

from typing_extensions import override

from gxcrawl.errors import CannotRun, TryLater

_FIRST_PAUSE_SECONDS = 0.5
_LONGEST_PAUSE_SECONDS = 10.0
_STEP_SECONDS = 0.5  # longest time until a request to end the crawl is noticed

_logger = logging.getLogger(__name__)
_P = ParamSpec("_P")
_T = TypeVar("_T")


class DatabaseRetries:
    """Calls blocking database functions off the event loop, and repeats them while the database is away.

    Nothing else is blocked: items wait in their pipelines, and Scrapy requests no more pages once their responses fill
    SCRAPER_SLOT_MAX_ACTIVE_SIZE.
    """

    def __init__(self, name: str, seconds: float, is_stopping: Callable[[], bool] = lambda: False) -> None:
        """name: of the database, for messages. seconds: longest time to wait. is_stopping: True if waiting must end
        early.
        """
        self._name = name
        self._seconds = seconds
        self._is_stopping = is_stopping
        self._waiting = 0
        self._gave_up = False

    async def call(self, function: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Returns the function's result. Raises CannotRun if the database does not come back in time."""
        return await self.wait(lambda: asyncio.to_thread(function, *args, **kwargs))

    async def wait(self, ask: Callable[[], Awaitable[_T]]) -> _T:
        """The same for any awaitable operation that can be repeated and raises TryLater."""
        try:
            return await ask()
        except TryLater as error:
            self._went_away(error)
        try:
            result = await self._ask_again(ask)
        finally:
            self._waiting -= 1
        if not self._waiting:
            _logger.error("%s is back; going on", self._name)  # same log level as the message that it went away
        return result

    async def _ask_again(self, ask: Callable[[], Awaitable[_T]]) -> _T:
        give_up_at, pause = time.monotonic() + self._seconds, _FIRST_PAUSE_SECONDS
        while True:
            await self._sleep(min(pause, give_up_at - time.monotonic()))
            try:
                return await ask()
            except TryLater as error:
                if self._has_to_give_up(give_up_at):
                    raise self._gone() from error
            pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)

    def _went_away(self, error: TryLater) -> None:
        if self._has_to_give_up():
            raise self._gone() from error
        self._waiting += 1
        if self._waiting == 1:
            _logger.error("%s; waiting for it up to %.0f seconds", error, self._seconds)

    def _has_to_give_up(self, give_up_at: float = float("inf")) -> bool:
        self._gave_up = self._gave_up or time.monotonic() >= give_up_at or self._is_stopping()
        return self._gave_up

    async def _sleep(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and not (self._gave_up or self._is_stopping()):
            await asyncio.sleep(min(left, _STEP_SECONDS))

    def _gone(self) -> CannotRun:
        return CannotRun(f"{self._name}: the database is away and did not come back in time; check the server")


class NoRetries(DatabaseRetries):
    """For worker processes: calls once and leaves waiting to the calling process."""

    def __init__(self) -> None:
        super().__init__("", 0)

    @override
    async def call(self, function: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Returns the function's result. Raises TryLater if the database is away."""
        return function(*args, **kwargs)
