"""Locks for one writer at a time, implemented in the database itself.

Based on the one operation that every server does atomically: inserting a document with a unique `_id`.
"""

import random
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from gxcrawl.errors import TryLater
from gxcrawl.storage.collections import LEASES
from gxcrawl.storage.documents import Document
from gxcrawl.storage.interface import Backend

_LONGEST_PAUSE_SECONDS = 0.05


@contextmanager
def lease(store: Backend, key: str, *, stale_after: float = 5.0, wait: float = 60.0) -> Iterator[None]:
    """Holds the lock `key` during the block; others who request it wait.

    stale_after: seconds after which an unchanged lock is taken from its holder, who must have been killed; a block must
    take much less. wait: seconds before TryLater.
    """
    holder = uuid.uuid4().hex
    _acquire(store, key, holder, stale_after, wait)
    try:
        yield
    finally:
        store.delete(LEASES, key, _lease(key, holder))


def _acquire(store: Backend, key: str, holder: str, stale_after: float, wait: float) -> None:
    give_up_at = time.monotonic() + wait
    seen, seen_since = None, time.monotonic()
    while not store.insert(LEASES, _lease(key, holder)):
        now = time.monotonic()
        if now > give_up_at:
            raise TryLater(f"{key}: others have been changing it for {wait:.0f} seconds")
        current = _holder(store, key)
        if current != seen:
            seen, seen_since = current, now
        elif current is not None and now - seen_since > stale_after:
            store.delete(LEASES, key, _lease(key, current))  # not the lock of a process that has just taken it over
        time.sleep(random.uniform(0, _LONGEST_PAUSE_SECONDS))  # noqa: S311 - so that waiters do not retry at the same time


def _lease(key: str, holder: str) -> Document:
    return {"_id": key, "holder": holder}


def _holder(store: Backend, key: str) -> str | None:
    document = store.get(LEASES, key)
    return None if document is None else str(document["holder"])
