"""A crawl killed at any moment, and resumed, ends with what an undisturbed one has. `make soak` tries many moments."""

import os
import random
import signal
import time

import pytest
from resilience.conftest import Undisturbed
from resilience.crawling import contents, differences, ended, start

from gxcrawl.storage import open_database

MOMENTS = int(os.environ.get("GXCRAWL_SOAK_MOMENTS", "2"))
_EARLIEST = 0.3  # of the time that an undisturbed crawl takes: about when it has started up


def test_the_crawl_stores_what_the_portal_publishes(undisturbed: Undisturbed) -> None:
    assert len(undisturbed.contents["reports"]) == 9
    assert len(undisturbed.contents["failures"]) == 1
    assert len(undisturbed.contents["raw_documents"]) == 16


@pytest.mark.parametrize("moment", range(MOMENTS))
def test_a_killed_and_resumed_crawl_ends_with_the_same_data(undisturbed: Undisturbed, moment: int) -> None:
    uri = undisturbed.new_uri()
    after = random.uniform(_EARLIEST, 1) * undisturbed.seconds
    portal = undisturbed.portal
    killed = start(portal.folder, portal.registry, uri)
    time.sleep(after)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    ended(start(portal.folder, portal.registry, uri))
    assert differences(contents(uri), undisturbed.contents) == [], f"killed after {after:.2f} s"
    with open_database(uri) as database:
        outcomes = [run.outcome for run in database.runs.latest()]
        assert outcomes[0] == "finished"
        assert set(outcomes[1:]) <= {"failed", "finished"}


def test_a_repeated_crawl_changes_nothing(undisturbed: Undisturbed) -> None:
    portal = undisturbed.portal
    ended(start(portal.folder, portal.registry, undisturbed.uri))
    assert differences(contents(undisturbed.uri), undisturbed.contents) == []


def test_two_simultaneous_crawls_end_with_the_data_of_one(undisturbed: Undisturbed) -> None:
    uri = undisturbed.new_uri()
    portal = undisturbed.portal
    both = [start(portal.folder, portal.registry, uri) for _ in range(2)]
    for process in both:
        ended(process, code=1)
    assert differences(contents(uri), undisturbed.contents) == []
