"""Converts documents of other office programs to .docx and .xlsx, with a headless LibreOffice kept running for many."""

import atexit
import itertools
import os
import shutil
import subprocess
import threading
from pathlib import Path
from typing import NamedTuple

from gxcrawl.errors import NeedsTool, Unreadable
from gxcrawl.reading.office.program import OfficeProgram, stop_group

CONVERSION_SECONDS = 90  # a report takes 0.1 to 5; a hanging conversion must not block the crawl
IDLE_SECONDS = 120  # an idle LibreOffice holds some 150 MB
_MOST_CONVERSIONS = 200  # then a new process, because LibreOffice leaks memory
_PROGRAMS = ("soffice", "libreoffice")


class _Target(NamedTuple):
    """A target format of LibreOffice: file extension, filter name, the component needed, and its Debian package."""

    suffix: str
    format: str
    part: str
    needed: str


_DOCX = _Target(
    ".docx",
    "MS Word 2007 XML",
    "libswlo.so",
    ".doc and .wps need LibreOffice: install the Debian package libreoffice-writer-nogui",
)
_XLSX = _Target(
    ".xlsx",
    "Calc MS Excel 2007 XML",
    "libsclo.so",
    "this workbook needs LibreOffice: install the Debian package libreoffice-calc-nogui",
)


def convert_to_docx(body: bytes) -> bytes:
    """The .docx that LibreOffice makes of a .doc, .wps, RTF, Word XML or OpenDocument text.

    Raises NeedsTool if LibreOffice is missing, Unreadable if it hangs or produces nothing.
    """
    return _converted(body, _DOCX)


def convert_to_xlsx(body: bytes) -> bytes:
    """The same for .xlsx, from an OpenDocument spreadsheet or Excel's XML."""
    return _converted(body, _XLSX)


def _converted(body: bytes, target: _Target) -> bytes:
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None or _lacks(program, target):
        raise NeedsTool(target.needed)
    return _OFFICE.convert(program, body, target)


def _lacks(program: str, target: _Target) -> bool:
    """True if LibreOffice is installed without the needed component, since Debian packages these separately."""
    folder = Path(program).resolve().parent
    return not (folder / target.part).exists() and any((folder / one.part).exists() for one in (_DOCX, _XLSX))


class _Office:
    """The LibreOffice of this process: started on demand; ended when idle, hanging, or at the end of the process."""

    def __init__(self) -> None:
        self._names = itertools.count(1)
        self.forget()

    def forget(self) -> None:
        """Resets the state as if none had been started."""
        self._lock = threading.Lock()
        self._program: OfficeProgram | None = None
        self._idle: threading.Timer | None = None
        self._conversions = 0

    def convert(self, path: str, body: bytes, target: _Target) -> bytes:
        """Converts one document at a time."""
        with self._lock:
            if self._idle is not None:
                self._idle.cancel()
            try:
                return self._convert(self._running(path), body, target)
            finally:
                self._idle = threading.Timer(IDLE_SECONDS, self.close)
                self._idle.daemon = True
                self._idle.start()

    def _running(self, path: str) -> OfficeProgram:
        program = self._program
        if program is None or program.path != path or not program.alive or self._conversions >= _MOST_CONVERSIONS:
            self._end()
            program = self._program = OfficeProgram(path)
            self._conversions = 0
        self._conversions += 1
        return program

    def _convert(self, program: OfficeProgram, body: bytes, target: _Target) -> bytes:
        source = program.folder / f"document{next(self._names)}.{target.suffix[1:4]}"  # whatever the document is
        made = program.folder / "out" / f"{source.stem}{target.suffix}"
        source.write_bytes(body)
        try:
            self._run(program, source, made, target)
            if not made.is_file():
                raise Unreadable("LibreOffice makes nothing of this document; it is damaged or encrypted")
            return made.read_bytes()
        finally:
            source.unlink(missing_ok=True)
            made.unlink(missing_ok=True)

    def _run(self, program: OfficeProgram, source: Path, made: Path, target: _Target) -> None:
        """Passes a document to the running LibreOffice; if there is none, the command converts it by itself."""
        wanted = f"{target.suffix[1:]}:{target.format}"
        command = program.command("--convert-to", wanted, "--outdir", str(made.parent), str(source))
        quiet = subprocess.DEVNULL
        with subprocess.Popen(  # noqa: S603 - our own program and paths
            command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        ) as process:
            try:
                process.wait(CONVERSION_SECONDS)
            except subprocess.TimeoutExpired as error:
                stop_group(process)
                self._end()
                raise Unreadable(f"LibreOffice did not finish within {CONVERSION_SECONDS} seconds") from error

    def close(self) -> None:
        """Ends the program; the next document starts another."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._program is not None:
            self._program.close()
            self._program = None


_OFFICE = _Office()
atexit.register(_OFFICE.close)
if hasattr(os, "register_at_fork"):  # a forked child has no LibreOffice yet and must not end its parent's
    os.register_at_fork(after_in_child=_OFFICE.forget)
