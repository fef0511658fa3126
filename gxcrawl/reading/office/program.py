"""A LibreOffice process that stays up and takes documents from later commands with the same profile.

It keeps running because it has an empty document open. A later `soffice --convert-to` with the same profile passes the
work to it and returns when it is done: a report takes well under a second instead of 3 to 5 for a start.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

_START_SECONDS = 30
_ENDING_SECONDS = 5
_EMPTY = rb"{\rtf1 }"
# Ends LibreOffice and deletes its profile when our end of the pipe closes for any reason; ends with LibreOffice, too.
_WATCH = (
    'trap : TERM; folder=$1; shift; { "$@" </dev/null; kill -KILL 0; } & '
    'cat >/dev/null; kill -TERM 0; rm -rf "$folder"; kill -KILL 0'
)


class OfficeProgram:
    """One LibreOffice with a profile of its own, so that several can run side by side."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.folder = Path(tempfile.mkdtemp(prefix="gxcrawl-office-"))
        kept = self.folder / "kept.rtf"
        kept.write_bytes(_EMPTY)
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(  # noqa: S603 - our own program and paths
            ["/bin/sh", "-c", _WATCH, "sh", str(self.folder), *self.command("--nologo", str(kept))],
            stdin=subprocess.PIPE,
            stdout=quiet,
            stderr=quiet,
            start_new_session=True,
        )
        self._wait_for(self.folder / f".~lock.{kept.name}#")

    def command(self, *arguments: str) -> list[str]:
        """The command line of LibreOffice with this profile."""
        profile = (self.folder / "profile").as_uri()
        return [self.path, f"-env:UserInstallation={profile}", "--headless", "--norestore", *arguments]

    @property
    def alive(self) -> bool:
        """True if the process runs and its folder exists."""
        return self._process.poll() is None and self.folder.is_dir()

    def close(self) -> None:
        """Ends the program and removes its folder."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            self._process.wait(_ENDING_SECONDS)
        except subprocess.TimeoutExpired:
            stop_group(self._process)
            self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _wait_for(self, lock: Path) -> None:
        """Waits until the empty document is open, as its lock file shows; without it, conversions are only slower."""
        give_up_at = time.monotonic() + _START_SECONDS
        while not lock.exists() and time.monotonic() < give_up_at and self._process.poll() is None:
            time.sleep(0.05)


def stop_group(process: subprocess.Popen[bytes]) -> None:
    """Ends a process and those it started; they share a session of their own."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        process.kill()
