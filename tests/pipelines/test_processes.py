"""Workers that end although nothing was wrong with a job, and those that never come up."""

import asyncio
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from gxcrawl.errors import CannotRun
from pipelines.workers import processes
from pipelines.workers.processes import GivenUp, Processes

_MEMORY = 4 * 1024**3
_SECONDS = 60.0


@pytest.fixture
def one_worker() -> Iterator[Processes]:
    workers = Processes(1, _MEMORY, 1000)
    yield workers
    workers.close()


async def kill_the_worker(workers: Processes) -> int:
    """As the system does where memory runs out; which process it was."""
    pid = await workers.call(os.getpid, seconds=_SECONDS)
    os.kill(pid, signal.SIGKILL)
    return pid


@pytest.mark.parametrize("pause", [0.0, 0.1, 1.0], ids=["at once", "meanwhile", "afterwards"])
def test_an_idle_worker_that_was_killed_is_replaced(one_worker: Processes, pause: float) -> None:
    async def jobs() -> tuple[int, list[int]]:
        killed = await kill_the_worker(one_worker)
        await asyncio.sleep(pause)
        return killed, list(await asyncio.gather(*(one_worker.call(os.getpid, seconds=_SECONDS) for _ in range(5))))

    killed, answers = asyncio.run(jobs())
    assert len(set(answers)) == 1
    assert killed not in answers


def test_a_broken_pool_is_closed_silently(capfd: pytest.CaptureFixture[str]) -> None:
    workers = Processes(1, _MEMORY, 1000)
    asyncio.run(kill_the_worker(workers))
    workers.close()
    assert "Traceback" not in capfd.readouterr().err


def test_a_job_whose_process_was_killed_is_run_by_another(one_worker: Processes, tmp_path: Path) -> None:
    async def jobs() -> str:
        return await one_worker.call(_killed_the_first_time, tmp_path / "tried", seconds=_SECONDS)

    assert asyncio.run(jobs()) == "done"


def _killed_the_first_time(tried: Path) -> str:
    if not tried.exists():
        tried.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def test_a_job_that_kills_every_process_is_abandoned_and_the_next_is_run(one_worker: Processes) -> None:
    async def jobs() -> int:
        with pytest.raises(GivenUp, match="ended its process each time"):
            await one_worker.call(os.abort, seconds=_SECONDS)
        return await one_worker.call(os.getpid, seconds=_SECONDS)

    assert asyncio.run(jobs())


def test_a_pool_without_any_worker_fails_with_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_limit_memory", os._exit)
    workers = Processes(1, 1, 1000)
    with pytest.raises(CannotRun, match="worker processes end as soon as they start"):
        asyncio.run(workers.call(os.getpid, seconds=_SECONDS))
    workers.close()
