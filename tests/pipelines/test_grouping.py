"""Calls that wait together go together, and each gets its own answer or its own error."""

import asyncio
from collections.abc import Sequence

import pytest

from gxcrawl.errors import CannotRun, NotStorable
from pipelines.items.batching import Grouping


class Doubling:
    """Doubles numbers, each group in one go; refuses 13, and everything once it is broken."""

    def __init__(self) -> None:
        self.groups: list[list[int]] = []
        self.broken = False

    async def __call__(self, numbers: Sequence[int]) -> list[int]:
        self.groups.append(list(numbers))
        await asyncio.sleep(0)
        if self.broken:
            raise CannotRun("the disk is full")
        if 13 in numbers:
            raise NotStorable("13 cannot be stored")
        return [2 * number for number in numbers]


def call_all(doubling: Doubling, numbers: Sequence[int], most: int = 100) -> list[int | BaseException]:
    async def all_at_once() -> list[int | BaseException]:
        grouping = Grouping[int, int](doubling, most)
        return await asyncio.gather(*map(grouping.call, numbers), return_exceptions=True)

    return asyncio.run(all_at_once())


def test_a_single_caller_is_not_delayed() -> None:
    doubling = Doubling()
    assert call_all(doubling, [7]) == [14]
    assert doubling.groups == [[7]]


def test_waiting_callers_are_batched_in_order() -> None:
    doubling = Doubling()
    assert call_all(doubling, range(10), most=4) == list(range(0, 20, 2))
    assert doubling.groups == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]


def test_callers_during_a_batch_join_the_next() -> None:
    doubling = Doubling()

    async def one_then_two() -> None:
        grouping = Grouping[int, int](doubling)
        first = asyncio.create_task(grouping.call(1))
        while not doubling.groups:
            await asyncio.sleep(0)
        assert await asyncio.gather(first, grouping.call(2), grouping.call(3)) == [2, 4, 6]
        assert await grouping.call(4) == 8

    asyncio.run(one_then_two())
    assert doubling.groups == [[1], [2, 3], [4]]


def test_an_error_of_one_caller_does_not_affect_its_batch() -> None:
    answers = call_all(Doubling(), [1, 13, 3])
    assert (answers[0], answers[2]) == (2, 6)
    assert isinstance(answers[1], NotStorable)


def test_an_unavailable_database_is_called_once_for_a_whole_batch() -> None:
    doubling = Doubling()
    doubling.broken = True
    assert all(isinstance(answer, CannotRun) for answer in call_all(doubling, [1, 2, 3]))
    assert doubling.groups == [[1, 2, 3]]


def test_a_cancelled_caller_does_not_delay_others() -> None:
    async def one_goes() -> int:
        grouping = Grouping[int, int](Doubling())
        gone, stays = (asyncio.create_task(grouping.call(number)) for number in (1, 2))
        await asyncio.sleep(0)
        gone.cancel()
        with pytest.raises(asyncio.CancelledError):
            await gone
        return await stays

    assert asyncio.run(one_goes()) == 4
