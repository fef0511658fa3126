"""Runs each scheduled crawl in a process of its own, so that leaks and crashes end with it."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence

from gxcrawl.heartbeat import HEARTBEAT_SECONDS
from gxcrawl.model import Portal
from gxcrawl.storage import Ending

STOP_SECONDS = 90.0  # to finish requests in progress and the spool; then the process is killed
_SCHEDULER = "GXCRAWL_SCHEDULER"  # the scheduler's process, as its crawls find it in their environment
_LOOKING_SECONDS = 1.0
_ENDINGS: Mapping[int, Ending] = {0: "finished", 1: "failures", 130: "interrupted"}


class CrawlProcesses:
    """Runs crawls and waits for them, from several threads; `stop` ends all and prevents new ones."""

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        """arguments: of `gxcrawl crawl`, besides the portal. environment: added to this process's own."""
        self._command = [sys.executable, "-m", "gxcrawl.cli", "crawl", *arguments]
        ours = {"GXCRAWL_TRIGGER": "schedule", _SCHEDULER: str(os.getpid())}
        self._environment = {**os.environ, **environment, **ours}
        self._running: set[subprocess.Popen[bytes]] = set()
        self._lock = threading.Lock()
        self._stopping = False

    @property
    def stopping(self) -> bool:
        """True after `stop` was called."""
        return self._stopping

    def crawl(self, portal: Portal, beat: Callable[[], None]) -> Ending:
        """Crawls one portal to its end; calls `beat` at intervals meanwhile."""
        with self._lock:
            if self._stopping:
                return "interrupted"
            # A session of its own: a Ctrl-C at the terminal comes to us, and from us to the crawl, once.
            process = subprocess.Popen(  # noqa: S603 - our own program; the id is checked by the registry
                [*self._command, "--portal", portal.id],
                env=self._environment,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
            self._running.add(process)
        try:
            return _ENDINGS.get(_wait(process, beat), "failed")
        finally:
            with self._lock:
                self._running.discard(process)

    def stop(self) -> None:
        """Asks every crawl to end cleanly, like Ctrl-C; waits, then kills the rest."""
        with self._lock:
            self._stopping = True
            running = list(self._running)
        for process in running:
            process.send_signal(signal.SIGINT)
        give_up_at = time.monotonic() + STOP_SECONDS
        for process in running:
            try:
                process.wait(max(0.0, give_up_at - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()


def end_with_scheduler() -> bool:
    """Called in a crawl: makes it end, as by Ctrl-C, when the scheduler that started it is gone.

    Returns True if a scheduler started it. Another scheduler that takes over starts the crawls anew, so a portal would
    otherwise be crawled twice at once.
    """
    scheduler = os.environ.pop(_SCHEDULER, None)
    if scheduler is not None:
        threading.Thread(target=_end_after, args=(scheduler,), daemon=True).start()
    return scheduler is not None


def _end_after(scheduler: str) -> None:
    while str(os.getppid()) == scheduler:
        time.sleep(_LOOKING_SECONDS)
    os.kill(os.getpid(), signal.SIGINT)


def _wait(process: subprocess.Popen[bytes], beat: Callable[[], None]) -> int:
    while True:
        try:
            return process.wait(HEARTBEAT_SECONDS)
        except subprocess.TimeoutExpired:
            beat()
