"""Batches calls: arguments that come while a call is running are passed together to the next call.

A database stores a hundred documents almost as fast as one. There is no timer: a single caller is served at once, and
each caller gets its answer only when its own document is stored.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from gxcrawl.errors import CannotRun

_MOST_AT_ONCE = 100  # the driver's batch size; with their bodies well under the 48 MB limit of a message

_A = TypeVar("_A")
_R = TypeVar("_R")


class Grouping(Generic[_A, _R]):
    """Turns a function of many arguments into one that many coroutines call with one argument. For one event loop."""

    def __init__(self, work: Callable[[Sequence[_A]], Awaitable[Sequence[_R]]], most: int = _MOST_AT_ONCE) -> None:
        """work: returns the answers in the order of the arguments; must be repeatable. most: arguments per call."""
        self._work = work
        self._most = most
        self._waiting: deque[tuple[_A, asyncio.Future[_R]]] = deque()
        self._worker: asyncio.Task[None] | None = None

    async def call(self, argument: _A) -> _R:
        """The answer for this argument. Raises what the work raised for it."""
        answer: asyncio.Future[_R] = asyncio.get_running_loop().create_future()
        self._waiting.append((argument, answer))
        if self._worker is None:
            self._worker = asyncio.create_task(self._serve())
        return await answer

    async def _serve(self) -> None:
        try:
            while self._waiting:
                group = [self._waiting.popleft() for _ in range(min(self._most, len(self._waiting)))]
                await self._serve_together(group)
        finally:
            self._worker = None

    async def _serve_together(self, group: Sequence[tuple[_A, asyncio.Future[_R]]]) -> None:
        try:
            answers = await self._work([argument for argument, _ in group])
        except CannotRun as error:  # true of all of them
            _settle(group, error)
        except Exception as error:  # noqa: BLE001 - passed on to the caller whose document it is
            if len(group) == 1:
                _settle(group, error)
                return
            for one in group:  # one argument is at fault; the others must not fail with it
                await self._serve_together([one])
        else:
            for (_, future), answer in zip(group, answers, strict=True):
                if not future.done():
                    future.set_result(answer)


def _settle(group: Sequence[tuple[_A, asyncio.Future[_R]]], error: Exception) -> None:
    for _, future in group:
        if not future.done():  # its caller was cancelled
            future.set_exception(error)
