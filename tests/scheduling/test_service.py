"""The scheduler that stays up, and how it is stopped."""

import os
import signal
import threading
import time
from unittest.mock import Mock

from gxcrawl.scheduling.crawl_processes import CrawlProcesses
from gxcrawl.scheduling.dispatcher import Dispatcher
from gxcrawl.scheduling.service import Service


def test_two_stop_signals_cause_one_clean_stop() -> None:
    processes = Mock(spec=CrawlProcesses)
    processes.stop.side_effect = lambda: signal.raise_signal(signal.SIGTERM)
    service = Service(Mock(spec=Dispatcher), processes, at_once=1)
    before = signal.getsignal(signal.SIGTERM)

    def ask() -> None:
        while signal.getsignal(signal.SIGTERM) == before:
            time.sleep(0.01)
        time.sleep(0.1)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=ask, daemon=True).start()
    service.run([])
    assert processes.stop.call_count == 1
    assert signal.getsignal(signal.SIGTERM) == before
