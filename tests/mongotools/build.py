"""MongoDB's own tools, built once from tests/mongotools and kept in the user's cache under the hash of that source."""

import os
import subprocess
from pathlib import Path
from typing import Literal

from servers import go_program

SOURCE = Path(__file__).parent
TOOLS_FOLDER = "GXCRAWL_TEST_MONGOTOOLS"
Tool = Literal["bsondump", "mongodump", "mongoimport", "mongorestore"]


def tool(name: Tool) -> Path:
    """One of the tools: from the folder that GXCRAWL_TEST_MONGOTOOLS names, else built. Skips the test without Go."""
    folder = os.environ.get(TOOLS_FOLDER)
    if folder:
        return Path(folder) / name
    package = f"github.com/mongodb/mongo-tools/{name}/main"
    return go_program(name, SOURCE, {"go.mod", "go.sum"}, package, f"set {TOOLS_FOLDER} to a folder with MongoDB's")


def run(name: Tool, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs a tool to its end."""
    return subprocess.run([tool(name), *arguments], capture_output=True, text=True, timeout=120, check=False)
