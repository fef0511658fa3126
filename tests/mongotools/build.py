"""MongoDB's own tools, built once from tests/mongotools and kept in the user's cache under the hash of that source."""

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Literal

import pytest

SOURCE = Path(__file__).parent
TOOLS_FOLDER = "GXCRAWL_TEST_MONGOTOOLS"
_BUILD_SECONDS = 600
Tool = Literal["bsondump", "mongodump", "mongoimport", "mongorestore"]


def tool(name: Tool) -> Path:
    """One of the tools: from the folder that GXCRAWL_TEST_MONGOTOOLS names, else built. Skips the test without Go."""
    folder = os.environ.get(TOOLS_FOLDER)
    if folder:
        return Path(folder) / name
    go = shutil.which("go")
    if go is None:
        pytest.skip(
            f"NO {name}: install Go to build tests/mongotools, or set {TOOLS_FOLDER} to a folder with MongoDB's"
        )
    sources = sorted(path for path in SOURCE.iterdir() if path.name in {"go.mod", "go.sum"})
    digest = hashlib.sha256(b"\0".join(path.read_bytes() for path in sources)).hexdigest()[:16]
    binary = _cache_folder() / f"{name}-{digest}"
    if not binary.exists():
        _build(go, name, binary)
    return binary


def run(name: Tool, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs a tool to its end."""
    return subprocess.run([tool(name), *arguments], capture_output=True, text=True, timeout=120, check=False)


def _build(go: str, name: str, binary: Path) -> None:
    """Builds beside the target and renames, so that two test runs at once do not see half a file."""
    binary.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=binary.parent) as folder:
        built = Path(folder) / name
        command = [go, "build", "-buildvcs=false", "-o", str(built), f"github.com/mongodb/mongo-tools/{name}/main"]
        done = subprocess.run(command, cwd=SOURCE, capture_output=True, text=True, timeout=_BUILD_SECONDS, check=False)
        if done.returncode != 0:
            reason = (done.stderr.strip().splitlines() or ["no output"])[-1]
            pytest.skip(f"NO {name}: tests/mongotools cannot be built: {reason}; or set {TOOLS_FOLDER}")
        built.replace(binary)


def _cache_folder() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "gxcrawl-tests"
