"""A portal as files, served by nginx on a free loopback port: a server that never limits the measured crawl."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import yaml

from benchmarks.pages import portal_page
from gxcrawl.simulation.agencies import JICHUAN
from gxcrawl.simulation.figures import SimulatedReport, invent_report

_CONFIG = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
  types {{ text/html html; }} charset utf-8; access_log off; keepalive_requests 100000; etag on;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{ listen 127.0.0.1:{port}; root {folder}/site; }}
}}
"""
_STARTING_SECONDS = 10
_YEARS = range(2019, 2024)


@contextmanager
def nginx_portal(folder: Path, count: int) -> Iterator[Path]:
    """The registry file of a portal with so many reports, while nginx serves it."""
    site = folder / "site" / "zfxxgknb"
    site.mkdir(parents=True)
    rows = []
    for number, report in enumerate(_reports(count)):
        name = f"t20240125_{number}.html"
        (site / name).write_bytes(portal_page(report, "word"))
        rows.append(
            f'<li><a href="{name}">{report.agency.name}{report.year}年政府信息公开工作年度报告</a>'
            "<span>2024-01-25</span></li>"
        )
    (site / "index.html").write_text(f'<html><meta charset="utf-8"><ul>{"".join(rows)}</ul></html>', encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "nginx.conf").write_text(_CONFIG.format(folder=folder, port=port))
    home = f"http://127.0.0.1:{port}"
    entry = {"id": "bench", "name": "济川市人民政府", "home": f"{home}/", "column": f"{home}/zfxxgknb/index.html"}
    registry = folder / "portals.yaml"
    registry.write_text(yaml.safe_dump([entry], allow_unicode=True), encoding="utf-8")
    folder.chmod(0o755)  # nginx started by root reads as another user
    with subprocess.Popen(["nginx", "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]) as server:
        try:
            _wait_for(port)
            yield registry
        finally:
            server.terminate()


def _reports(count: int) -> Iterator[SimulatedReport]:
    """Simulated reports, each of a different body and year."""
    for number in range(count):
        body = JICHUAN[number % len(JICHUAN)]
        name = f"霁川县第{number // len(_YEARS) + 1}街道办事处"
        agency = replace(body, id=f"jichuan-{number // len(_YEARS)}", name=name)
        yield invent_report(agency, _YEARS[number % len(_YEARS)], seed=number)


def _wait_for(port: int) -> None:
    give_up_at = time.monotonic() + _STARTING_SECONDS
    while time.monotonic() < give_up_at:
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError("nginx did not start")
