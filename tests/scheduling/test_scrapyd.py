"""The deploy target of scrapy.cfg, tried: a real Scrapyd takes the project, crawls a portal and stores its report."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
import yaml
from support.ports import free_port
from support.waiting import wait_for

from gxcrawl.simulation.agencies import SHUYU
from gxcrawl.simulation.figures import invent_report
from gxcrawl.simulation.portals.families import FAMILIES
from gxcrawl.simulation.publishing.postings import post_report
from gxcrawl.simulation.server import serve
from gxcrawl.storage import open_database

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 180

pytestmark = pytest.mark.skipif(
    not (find_spec("scrapyd") and find_spec("scrapyd_client")),
    reason="scrapyd or scrapyd-client is missing: the deploy target is NOT tried; install the group dev",
)


def ask(url: str, **fields: str) -> dict[str, Any]:
    body = urlencode(fields).encode() if fields else None
    with urlopen(url, body, timeout=PATIENCE_SECONDS) as answer:  # noqa: S310 - the server is ours
        return dict(json.load(answer))


@contextmanager
def scrapyd(folder: Path) -> Iterator[str]:
    """The address of a server of its own, stopped at the end."""
    folder.mkdir()
    port = free_port()
    (folder / "scrapyd.conf").write_text(f"[scrapyd]\nhttp_port = {port}\npoll_interval = 0.2\n", encoding="utf-8")
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([sys.executable, "-m", "scrapyd", "--pidfile="], cwd=folder, stdout=log, stderr=log)
        url = f"http://127.0.0.1:{port}/"
        try:
            wait_for(lambda: server.poll() is not None or _answers(url), PATIENCE_SECONDS)
            assert server.poll() is None, (folder / "log").read_text("utf-8")
            yield url
        finally:
            server.terminate()
            server.wait(20)


def _answers(url: str) -> bool:
    try:
        return ask(f"{url}daemonstatus.json")["status"] == "ok"
    except OSError:
        return False


def checkout(folder: Path, url: str) -> Path:
    """The project as it is in a checkout, with the server's address in scrapy.cfg."""
    without = shutil.ignore_patterns("__pycache__")
    for name in ("gxcrawl", "pipelines", "settings"):
        shutil.copytree(ROOT / name, folder / name, ignore=without)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    target = (ROOT / "scrapy.cfg").read_text("utf-8")
    (folder / "scrapy.cfg").write_text(target.replace("http://127.0.0.1:6800/", url), encoding="utf-8")
    return folder


def test_a_deployed_project_crawls(tmp_path: Path) -> None:
    site = FAMILIES["trs"]("漱玉区人民政府", (post_report(5001, invent_report(SHUYU[1], 2022, 5)),))
    with serve(site) as portal, scrapyd(tmp_path / "scrapyd") as url:
        registry, database = tmp_path / "portals.yaml", f"sqlite:///{tmp_path / 'test.db'}"
        entry = {"id": "shuyu", "name": "漱玉区人民政府", "home": portal.url}
        registry.write_text(yaml.safe_dump([entry], allow_unicode=True), encoding="utf-8")
        project = checkout(tmp_path / "project", url)
        deploy = [sys.executable, "-c", "from scrapyd_client.deploy import main; main()"]
        done = subprocess.run(deploy, cwd=project, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["status"] == "ok"
        assert "annual_reports" in ask(f"{url}listspiders.json?project=gxcrawl")["spiders"]
        settings = f"GXCRAWL_DATABASE={database}"
        job = ask(
            f"{url}schedule.json",
            project="gxcrawl", spider="annual_reports", portal="shuyu", portals=str(registry), setting=settings,
        )["jobid"]  # fmt: skip
        wait_for(
            lambda: job in {one["id"] for one in ask(f"{url}listjobs.json?project=gxcrawl")["finished"]},
            PATIENCE_SECONDS,
        )
    with open_database(database) as db:
        (run_,) = db.runs.latest()
        assert run_.outcome == "finished"
        assert len(list(db.reports.find())) == 1
