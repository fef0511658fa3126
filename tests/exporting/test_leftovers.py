"""What a killed export leaves behind is cleaned up by the next one; what a running one writes is left alone."""

import errno
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gxcrawl.errors import WrongUse
from gxcrawl.exporting.folders.manifest import MANIFEST, Manifest, read_manifest
from gxcrawl.exporting.folders.target import new_folder

_WRITING = """
import sys
from pathlib import Path
from gxcrawl.exporting.folders.target import new_folder
with new_folder(Path(sys.argv[1]), force=True) as folder:
    (folder / "half").write_text("half")
    print(folder, flush=True)
    sys.stdin.read()
"""


@contextmanager
def writing(out: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that is half-way through a dump."""
    command = [sys.executable, "-c", _WRITING, str(out)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline()
            yield process
        finally:
            process.kill()


def dump(out: Path, text: str = "new", *, force: bool = False) -> None:
    with new_folder(out, force=force) as folder:
        (folder / MANIFEST).write_text(Manifest(text, {}, ()).to_json(), encoding="utf-8")


def beside(out: Path) -> list[str]:
    return sorted(path.name.rpartition("-")[0] for path in out.parent.iterdir() if path != out)


def test_what_a_killed_export_left_is_removed_by_the_next(tmp_path: Path) -> None:
    with writing(tmp_path / "dump") as process:
        process.send_signal(signal.SIGKILL)
    assert beside(tmp_path / "dump") == [".dump.partial"]
    dump(tmp_path / "dump")
    assert beside(tmp_path / "dump") == []


def test_a_running_export_is_left_alone_and_ends_well(tmp_path: Path) -> None:
    with writing(tmp_path / "dump") as process:
        dump(tmp_path / "dump")
        assert beside(tmp_path / "dump") == [".dump.partial"]
        (tmp_path / ".dump.replaced-abc").mkdir()  # whose it is, is for the running one to say
        dump(tmp_path / "dump", force=True)
        assert beside(tmp_path / "dump") == [".dump.partial", ".dump.replaced"]
        process.communicate("")
        assert process.returncode == 0
    assert [path.name for path in (tmp_path / "dump").iterdir()] == ["half"]


def test_of_two_at_once_the_later_one_replaces_nothing(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="exists already"), new_folder(tmp_path / "dump", force=False):
        dump(tmp_path / "dump", "quicker")
    assert read_manifest(tmp_path / "dump").format == "quicker"
    assert beside(tmp_path / "dump") == []


def test_an_older_dump_that_was_put_aside_comes_back(tmp_path: Path) -> None:
    dump(tmp_path / "dump", "older")
    (tmp_path / "dump").rename(tmp_path / ".dump.replaced-abc")
    (tmp_path / ".dump.partial-abc").mkdir()
    with pytest.raises(WrongUse, match="exists already"):
        dump(tmp_path / "dump", "new")
    assert read_manifest(tmp_path / "dump").format == "older"
    assert beside(tmp_path / "dump") == []


def test_an_older_dump_that_was_replaced_is_removed(tmp_path: Path) -> None:
    dump(tmp_path / "dump", "new")
    dump(tmp_path / ".dump.replaced-abc", "older")
    dump(tmp_path / "dump", "newest", force=True)
    assert read_manifest(tmp_path / "dump").format == "newest"
    assert beside(tmp_path / "dump") == []


def test_other_dumps_and_files_beside_it_stay(tmp_path: Path) -> None:
    (tmp_path / ".other.partial-abc").mkdir()
    (tmp_path / ".dump.partial-file").write_text("")
    (tmp_path / ".dump.partial-link").symlink_to(tmp_path / ".other.partial-abc")
    dump(tmp_path / "dump")
    assert beside(tmp_path / "dump") == [".dump.partial", ".dump.partial", ".other.partial"]


def test_an_older_dump_that_cannot_be_removed_takes_nothing_from_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path, *, ignore_errors: bool = False) -> None:
        if not ignore_errors:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))

    dump(tmp_path / "dump", "older")
    with monkeypatch.context() as somebody_elses:
        somebody_elses.setattr("shutil.rmtree", refused)
        dump(tmp_path / "dump", "newer", force=True)
    assert beside(tmp_path / "dump") == [".dump.replaced"]
    dump(tmp_path / "dump", "newest", force=True)
    assert beside(tmp_path / "dump") == []
