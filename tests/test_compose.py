"""compose.yaml and the Dockerfile name only commands, settings and files that there are."""

import importlib
import json
import re
import runpy
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from gxcrawl.cli.main import app

_ROOT = Path(__file__).parents[1]
_COMPOSE: dict[str, Any] = yaml.safe_load((_ROOT / "compose.yaml").read_text(encoding="utf-8"))
_DOCKERFILE = (_ROOT / "Dockerfile").read_text(encoding="utf-8")
_SERVICES: dict[str, dict[str, Any]] = _COMPOSE["services"]
_OURS = sorted(name for name, service in _SERVICES.items() if service["image"] == "gxcrawl")
_COPY = re.compile(r"^COPY (.+) \S+$", re.MULTILINE)  # COPY pyproject.toml scrapy.cfg ./


def arguments(service: dict[str, Any]) -> list[str]:
    """What a service runs."""
    entrypoint = service.get("entrypoint") or json.loads(_DOCKERFILE.rpartition("ENTRYPOINT ")[2])
    return [*entrypoint, *service.get("command", [])]


def test_there_are_a_database_a_queue_a_scheduler_and_workers() -> None:
    assert {"mongodb", "redis", "scheduler", "worker"} <= _SERVICES.keys()
    assert _OURS == ["crawl", "scheduler", "worker"]


@pytest.mark.parametrize("name", [name for name in _OURS if arguments(_SERVICES[name])[0] == "gxcrawl"])
def test_its_command_takes_these_arguments(name: str) -> None:
    # --help comes last and is heard only once everything before it was understood
    result = CliRunner().invoke(app, [*arguments(_SERVICES[name])[1:], "--help"])
    assert result.exit_code == 0, result.output


def test_the_workers_spider_and_settings_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    worker = _SERVICES["worker"]
    for name in ("GXCRAWL_REDIS", "GXCRAWL_START_QUEUE"):
        monkeypatch.setenv(name, worker["environment"][name])
    settings = runpy.run_module(worker["environment"]["SCRAPY_SETTINGS_MODULE"])
    assert worker["environment"]["GXCRAWL_REDIS"] == settings["REDIS_URL"]
    assert settings["GXCRAWL_START_QUEUE"]
    spiders = [importlib.import_module(f"{module}.annual_reports") for module in settings["SPIDER_MODULES"]]
    named = {getattr(one, "name", None) for spider in spiders for one in vars(spider).values()}
    assert arguments(worker) == ["scrapy", "crawl", "annual_reports"]
    assert "annual_reports" in named


def test_the_image_has_every_package_that_a_reader_asks_for() -> None:
    sources = (path.read_text(encoding="utf-8") for path in (_ROOT / "gxcrawl" / "reading").rglob("*.py"))
    asked = {package for source in sources for package in re.findall(r"install the Debian package ([\w-]+)", source)}
    assert asked
    for text in (_DOCKERFILE, *((_ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh-CN.md"))):
        assert {package for package in asked if package not in text} == set()


def test_the_kubernetes_of_the_docs_runs_what_the_image_begins_with() -> None:
    runs = re.findall(r"args: \[([^\]]+)\]", (_ROOT / "docs" / "operations.md").read_text(encoding="utf-8"))
    assert len(runs) == 2
    for words in runs:
        result = CliRunner().invoke(app, [*words.split(", "), "--help"])
        assert result.exit_code == 0, result.output


def test_volumes_and_services_that_are_named_are_there() -> None:
    for service in _SERVICES.values():
        assert {volume.partition(":")[0] for volume in service.get("volumes", [])} <= _COMPOSE["volumes"].keys()
        assert service.get("depends_on", {}).keys() <= _SERVICES.keys()


def test_no_password_is_in_the_file() -> None:
    for name in _OURS:
        assert "gxcrawl:${MONGODB_PASSWORD}@" in _SERVICES[name]["environment"]["GXCRAWL_DATABASE"]


def test_what_the_image_copies_exists_and_is_sent_to_the_builder() -> None:
    sent = {line.removeprefix("!") for line in (_ROOT / ".dockerignore").read_text().splitlines() if line[:1] == "!"}
    copied = {source for match in _COPY.findall(_DOCKERFILE) for source in match.split()}
    assert copied == sent
    assert all((_ROOT / source).exists() for source in copied)
