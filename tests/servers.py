"""A real server of MongoDB's protocol for tests: FerretDB, built once from tests/ferretdb, on a free loopback port."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

SOURCE = Path(__file__).parent / "ferretdb"
OTHER_SERVER = "GXCRAWL_TEST_MONGODB"
_BUILD_SECONDS = 1200  # the first build compiles SQLite's translation to Go: minutes on two cores
_STOP_SECONDS = 10
_SELDOM_TIDIED = {"GOGC": "400"}  # its documents are short-lived garbage: a quarter of its time


@contextmanager
def mongodb_server(folder: Path) -> Iterator[str]:
    """The URI, without a database name, of a server that keeps its files in `folder`; stopped at the end.

    The server that GXCRAWL_TEST_MONGODB names is used instead where it is set. Skips the test where there is
    neither that nor Go.
    """
    other = os.environ.get(OTHER_SERVER)
    if other:
        yield other
        return
    with ferretdb(folder) as (uri, _):
        yield uri


@contextmanager
def ferretdb(folder: Path, listen: str = "127.0.0.1:0") -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """A FerretDB of our own, which a test may kill, with its URI."""
    command = [str(ferretdb_binary()), "-dir", str(folder), "-listen", listen]
    environment = {**os.environ, **_SELDOM_TIDIED}
    # Its stdin is our pipe: when the tests die, however they die, it ends too.
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        try:
            assert process.stdout is not None
            uri = process.stdout.readline().strip()
            if not uri:
                pytest.fail(f"FerretDB did not start; exit code {process.wait(_STOP_SECONDS)}")
            yield uri, process
        finally:
            process.kill()


def database_uri(server: str, name: str, **options: str) -> str:
    """The URI of one database of a server, with options added to the server's own."""
    parts = urlsplit(server)
    query = "&".join(filter(None, [parts.query, *(f"{option}={value}" for option, value in options.items())]))
    return urlunsplit((parts.scheme, parts.netloc, f"/{name}", query, ""))


def ferretdb_binary() -> Path:
    """The server, built where it was not yet."""
    files = {"go.mod", "go.sum", "main.go"}
    return go_program("ferretdb", SOURCE, files, ".", f"set {OTHER_SERVER}=mongodb://…")


def go_program(name: str, folder: Path, files: set[str], package: str, otherwise: str) -> Path:
    """The program `package` of the Go module in `folder`: built once, and kept in the user's cache.

    Skips the test where it cannot be built.

    files: of that folder, what it is built from. otherwise: what a user without Go can do.
    """
    go = shutil.which("go")
    if go is None:
        pytest.skip(f"NO {name}: install Go to build {folder.name}, or {otherwise}")
    sources = sorted(path for path in folder.iterdir() if path.name in files)
    digest = hashlib.sha256(b"\0".join(path.read_bytes() for path in sources)).hexdigest()[:16]
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "gxcrawl-tests"
    cache.mkdir(parents=True, exist_ok=True)
    binary = cache / f"{name}-{digest}"
    with (cache / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the workers of one run need it at the same time; one of them builds
        if not binary.exists():
            _build([go, "build", "-buildvcs=false"], folder, package, binary, otherwise)
    return binary


def _build(command: list[str], folder: Path, package: str, binary: Path, otherwise: str) -> None:
    """Builds beside the target and renames, so that a build that is ended leaves no half a file."""
    with tempfile.TemporaryDirectory(dir=binary.parent) as beside:
        built = Path(beside) / binary.name
        done = subprocess.run(
            [*command, "-o", str(built), package],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=_BUILD_SECONDS,
            check=False,
        )
        if done.returncode != 0:
            reason = (done.stderr.strip().splitlines() or ["no output"])[-1]
            pytest.skip(f"NO {binary.name}: {folder.name} cannot be built: {reason}; or {otherwise}")
        built.replace(binary)
