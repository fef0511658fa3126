"""Word's and WPS's binary documents → .docx, by LibreOffice without a screen."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from gxcrawl.errors import NeedsTool, Unreadable

CONVERSION_SECONDS = 90  # a report takes 1 to 5, the first on a machine 10; a hanging one must not hold the crawl
_PROGRAMS = ("soffice", "libreoffice")


def convert_to_docx(body: bytes) -> bytes:
    """The .docx that LibreOffice makes of a .doc, .wps, RTF or Word XML document.

    Raises NeedsTool where LibreOffice is missing, Unreadable where it makes nothing of the bytes or hangs.
    """
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise NeedsTool(".doc and .wps need LibreOffice: install the Debian package libreoffice-writer-nogui")
    with tempfile.TemporaryDirectory(prefix="gxcrawl-office-", ignore_cleanup_errors=True) as folder:
        return _convert(program, body, Path(folder))


def _convert(program: str, body: bytes, folder: Path) -> bytes:
    """One conversion with a profile of its own, so that several can run side by side."""
    source, target = folder / "document.doc", folder / "out"
    source.write_bytes(body)
    command = [
        program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(target), str(source),
    ]  # fmt: skip
    with subprocess.Popen(  # noqa: S603 - our own program and paths
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            process.wait(CONVERSION_SECONDS)
        except subprocess.TimeoutExpired as error:
            _stop_group(process)
            raise Unreadable(f"LibreOffice did not finish within {CONVERSION_SECONDS} seconds") from error
    made = target / "document.docx"
    if not made.is_file():
        raise Unreadable("LibreOffice makes nothing of this document; it is damaged or encrypted")
    return made.read_bytes()


def _stop_group(process: subprocess.Popen[bytes]) -> None:
    """Ends the wrapper and the program it started; they share a session of their own."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        process.kill()
