"""Large bodies: GridFS keeps them as a file and its chunks, which no driver writes in one step."""

from collections.abc import Callable

from gxcrawl.storage.backends.leases import lease
from gxcrawl.storage.collections import LEASES
from gxcrawl.storage.interface import Backend

_WRITING_SECONDS = 60.0  # for megabytes


def put_once(backend: Backend, name: str, content: bytes, replace: Callable[[], None]) -> None:
    """`Backend.put_body`: runs `replace`, which writes the body, unless it is stored already.

    Under a lock: two writers of one body, or one that was killed half-way, would leave a mix of chunks, and a reader
    could see a body half-written.
    """
    key = f"{LEASES.name}/bodies/{name}"
    with lease(backend, key, stale_after=_WRITING_SECONDS, wait=2 * _WRITING_SECONDS):
        if backend.get_body(name) != content:
            replace()
