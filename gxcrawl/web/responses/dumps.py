"""Dumps on demand: `gxcrawl.exporting` writes one into a temporary folder, which is sent as a zip and deleted."""

import shutil
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from os import SEEK_END
from pathlib import Path
from typing import IO

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from gxcrawl.exporting import Options, export
from gxcrawl.storage import Database
from gxcrawl.web.loading.library import Library
from gxcrawl.web.queries import DumpQuery, read_query
from gxcrawl.web.responses.answers import Busy
from gxcrawl.web.responses.files import attachment, safe_file_name
from gxcrawl.web.selection import web_selection

_AT_ONCE = 2
_PIECE_BYTES = 256 * 1024
_ZIP = "application/zip"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date of a zip; a fixed one makes the same data give the same bytes


class Dumps:
    """Makes dumps, a few at a time because each reads the whole selection."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._free = threading.Semaphore(_AT_ONCE)

    def answer(self, request: Request) -> Response:
        """The requested dump as a zip. Raises WrongUse if nothing is selected, Busy if too many are being made."""
        query = read_query(DumpQuery, request.query_params.multi_items())
        name = safe_file_name("gxcrawl", query.format, query.portal, query.year, ending="zip")
        if request.method == "HEAD":
            return StreamingResponse((), media_type=_ZIP, headers=attachment(name))
        if not self._free.acquire(blocking=False):
            raise Busy("as many dumps as this server makes at once are being made; try again in a while")
        try:
            archive = _zipped(self._library.database, query)
        finally:
            self._free.release()
        headers = attachment(name) | {"content-length": str(archive.seek(0, SEEK_END))}
        return StreamingResponse(_pieces(archive), media_type=_ZIP, headers=headers)


def _zipped(database: Database, query: DumpQuery) -> IO[bytes]:
    """The zip as an anonymous temporary file, which the system deletes when it is closed, even after an error."""
    target = tempfile.TemporaryFile(prefix="gxcrawl-dump-")  # noqa: SIM115 - closed when it has been sent
    try:
        with tempfile.TemporaryDirectory(prefix="gxcrawl-dump-") as folder:
            dump = Path(folder, "dump")
            selection = web_selection(query.format, query.portal, query.year)
            export(database, query.format, dump, selection, options=Options(header=query.header))
            _pack(dump, target)
    except BaseException:
        target.close()
        raise
    return target


def _pack(dump: Path, target: IO[bytes]) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path in sorted(path for path in dump.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(dump).as_posix(), _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as sink:
                shutil.copyfileobj(source, sink)


def _pieces(archive: IO[bytes]) -> Iterator[bytes]:
    with archive:
        archive.seek(0)
        while piece := archive.read(_PIECE_BYTES):
            yield piece
