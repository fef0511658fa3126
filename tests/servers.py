"""A real server of MongoDB's protocol for tests: FerretDB, built once from tests/ferretdb, on a free loopback port."""

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


@contextmanager
def mongodb_server(folder: Path, listen: str = "127.0.0.1:0") -> Iterator[str]:
    """The URI, without a database name, of a server that keeps its files in `folder`; stopped at the end.

    The server that GXCRAWL_TEST_MONGODB names is used instead where it is set. Skips the test where there is
    neither that nor Go.
    """
    other = os.environ.get(OTHER_SERVER)
    if other:
        yield other
        return
    with ferretdb(folder, listen) as (uri, _):
        yield uri


@contextmanager
def ferretdb(folder: Path, listen: str = "127.0.0.1:0") -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """A FerretDB of our own, which a test may kill, with its URI."""
    command = [str(ferretdb_binary()), "-dir", str(folder), "-listen", listen]
    # Its stdin is our pipe: when the tests die, however they die, it ends too.
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
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
    """The server, built where it was not yet; kept in the user's cache under the hash of its source."""
    go = shutil.which("go")
    if go is None:
        pytest.skip(f"NO MONGODB SERVER: install Go to build tests/ferretdb, or set {OTHER_SERVER}=mongodb://…")
    sources = sorted(path for path in SOURCE.iterdir() if path.name in {"go.mod", "go.sum", "main.go"})
    digest = hashlib.sha256(b"\0".join(path.read_bytes() for path in sources)).hexdigest()[:16]
    binary = _cache_folder() / f"ferretdb-{digest}"
    if not binary.exists():
        _build(go, binary)
    return binary


def _build(go: str, binary: Path) -> None:
    """Builds beside the target and renames, so that two test runs at once do not see half a file."""
    binary.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=binary.parent) as folder:
        built = Path(folder) / "ferretdb"
        command = [go, "build", "-buildvcs=false", "-o", str(built), "."]
        done = subprocess.run(command, cwd=SOURCE, capture_output=True, text=True, timeout=_BUILD_SECONDS, check=False)
        if done.returncode != 0:
            reason = (done.stderr.strip().splitlines() or ["no output"])[-1]
            pytest.skip(
                f"NO MONGODB SERVER: tests/ferretdb cannot be built: {reason}; or set {OTHER_SERVER}=mongodb://…"
            )
        built.replace(binary)


def _cache_folder() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "gxcrawl-tests"
