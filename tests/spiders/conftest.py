"""Running the spider over local portals."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from spiders.crawled import Crawl, Crawled

_ROOT = Path(__file__).parents[2]


@pytest.fixture
def crawl(tmp_path: Path) -> Crawl:
    """Crawls a registry given as YAML text; keyword arguments are the spider's, capitals are settings."""

    def run(registry: str, **given: Any) -> Crawled:
        path = tmp_path / "portals.yaml"
        path.write_text(registry, encoding="utf-8")
        arguments = {"portals": str(path)} | {name: str(v) for name, v in given.items() if not name.isupper()}
        overrides = {name: value for name, value in given.items() if name.isupper()}
        done = subprocess.run(
            [sys.executable, "-m", "spiders.crawl_once", json.dumps(arguments), json.dumps(overrides)],
            cwd=_ROOT,
            env={**os.environ, "PYTHONPATH": f"{_ROOT}{os.pathsep}{_ROOT / 'tests'}"},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        result = json.loads(done.stdout.splitlines()[-1])
        documents = [item for item in result["items"] if "failure" not in item]
        failures = [item for item in result["items"] if "failure" in item]
        return Crawled(documents, failures, result["stats"], done.stderr)

    return run
