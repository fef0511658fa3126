"""Running the spider over local portals."""

import json
from pathlib import Path
from typing import Any

import pytest
from spiders.crawled import Crawl, Crawled, run_once


@pytest.fixture
def crawl(tmp_path: Path) -> Crawl:
    """Crawls a registry given as YAML text; keyword arguments are the spider's, capitals are settings."""
    return _crawl_in(tmp_path)


@pytest.fixture(scope="module")
def crawl_once(tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    """The same, for one crawl that all tests of a module look at."""
    return _crawl_in(tmp_path_factory.mktemp("crawl"))


def _crawl_in(folder: Path) -> Crawl:

    def run(registry: str, **given: Any) -> Crawled:
        path = folder / "portals.yaml"
        path.write_text(registry, encoding="utf-8")
        arguments = {"portals": str(path)} | {name: str(v) for name, v in given.items() if not name.isupper()}
        overrides = {name: value for name, value in given.items() if name.isupper()}
        result, log = run_once("crawl_once", json.dumps(arguments), json.dumps(overrides))
        failures = [item for item in result["items"] if "failure" in item]
        bodies = [item for item in result["items"] if "failure" not in item]
        evidence = [item for item in bodies if item["refused"]]
        documents = [item for item in bodies if not item["refused"]]
        return Crawled(documents, evidence, failures, result["stats"], log)

    return run
