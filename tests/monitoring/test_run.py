"""Monitors of a real run: an alarm is in the log, in a mail, at a webhook, and in the exit code."""

import json
import os
import socketserver
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from support import warm

from gxcrawl.simulation.agencies import SHUYU
from gxcrawl.simulation.figures import invent_report
from gxcrawl.simulation.portals.families import FAMILIES
from gxcrawl.simulation.publishing.exchange import Request, Response, Site
from gxcrawl.simulation.publishing.postings import Posting, post_report
from gxcrawl.simulation.server import serve


def site(years: range) -> Site:
    postings: list[Posting] = [post_report(5000 + year, invent_report(SHUYU[1], year, 5)) for year in years]
    return FAMILIES["trs"]("漱玉区人民政府", tuple(reversed(postings)))


@dataclass(slots=True)
class Portal:
    """A portal whose pages can be exchanged while it runs."""

    site: Site

    def respond(self, request: Request) -> Response:
        """The answer of the site that is there now."""
        return self.site.respond(request)


@dataclass(slots=True)
class Heard:
    """What a server of ours was told, and where it listens."""

    port: int
    said: list[bytes] = field(default_factory=list)


@contextmanager
def listening(handler: type[socketserver.StreamRequestHandler]) -> Iterator[Heard]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        heard = server.heard = Heard(server.server_address[1])  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield heard
        finally:
            server.shutdown()


class Webhook(socketserver.StreamRequestHandler):
    """Takes one POST."""

    def handle(self) -> None:
        length = 0
        while (line := self.rfile.readline().strip()) != b"":
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        self.server.heard.said.append(self.rfile.read(length))  # type: ignore[attr-defined]
        self.wfile.write(b"HTTP/1.0 204 No Content\r\n\r\n")


class MailServer(socketserver.StreamRequestHandler):
    """Takes one mail, as far as RFC 5321 needs."""

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            command = line.strip().upper()
            if command == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                lines = iter(self.rfile.readline, b".\r\n")
                self.server.heard.said.append(b"".join(lines))  # type: ignore[attr-defined]
            self.wfile.write(b"250 ok\r\n")
            if command == b"QUIT":
                return


def crawl(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = ["-m", "gxcrawl.cli", "crawl", "--portals", "portals.yaml", *arguments]
    done = warm.run(command, folder, {**os.environ, "GXCRAWL_DATABASE": "sqlite:///test.db", **environment})
    assert "Traceback" not in done.stderr, done.stderr
    return done


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Portal]:
    """A portal with six reports, crawled once without an alarm."""
    portal = Portal(site(range(2019, 2025)))
    with serve(portal) as running:
        entry = {"id": "shuyu", "name": "漱玉区人民政府", "home": running.url}
        (tmp_path / "portals.yaml").write_text(yaml.safe_dump([entry], allow_unicode=True), encoding="utf-8")
        first = crawl(tmp_path, "--settings", "settings.demo", "--log-level", "WARNING")
        assert "alarm" not in first.stderr
        yield portal


def records(text: str) -> list[dict[str, Any]]:
    """Every line as the JSON object that it has to be."""
    return [json.loads(line) for line in text.splitlines()]


def test_an_alarm_is_logged_mailed_posted_and_makes_the_exit_code_1(portal: Portal, tmp_path: Path) -> None:
    portal.site = site(range(2023, 2025))
    with listening(Webhook) as webhook, listening(MailServer) as mail:
        done = crawl(
            tmp_path,
            "--settings",
            "settings.demo",
            "--log-json",
            GXCRAWL_ALARM_WEBHOOK=f"http://127.0.0.1:{webhook.port}/hook",
            GXCRAWL_ALARM_MAIL="someone@example.org",
            MAIL_HOST="127.0.0.1",
            MAIL_PORT=str(mail.port),
        )
    said = records(done.stderr)
    alarm = "shuyu: 2 reports met, 6 were published last time; see whether its column moved"
    assert done.returncode == 1
    assert {"level": "WARNING", "message": f"alarm: {alarm}"}.items() <= _of(said, "alarm: ").items()
    assert _of(said, "the crawl ended")["alarms"] >= 1
    (posted,) = map(json.loads, webhook.said)
    assert alarm in posted["alarms"]
    (mailed,) = mail.said
    assert alarm.encode() in mailed.replace(b"\r\n", b"\n")
    assert b"To: someone@example.org" in mailed


def test_an_unreachable_recipient_does_no_harm_and_is_notified_by_a_later_run(portal: Portal, tmp_path: Path) -> None:
    portal.site = site(range(2023, 2025))
    nobody = {"GXCRAWL_ALARM_WEBHOOK": "http://127.0.0.1:9/secret", "GXCRAWL_ALARM_MAIL": "a@example.org"}
    done = crawl(tmp_path, "--settings", "settings.demo", "--log-json", **nobody, MAIL_HOST="127.0.0.1", MAIL_PORT="9")
    errors = [
        record["message"] for record in records(done.stderr) if record["logger"] == "pipelines.extensions.alarm_actions"
    ]
    assert done.returncode == 1
    assert [message for message in errors if message.startswith("alarms could not be mailed by 127.0.0.1:9: ")]
    assert [message for message in errors if message.startswith("alarms could not be posted to 127.0.0.1: ")]
    assert "secret" not in done.stderr
    with listening(Webhook) as webhook, listening(MailServer) as mail:
        somebody = {
            "GXCRAWL_ALARM_WEBHOOK": f"http://127.0.0.1:{webhook.port}/",
            "GXCRAWL_ALARM_MAIL": "a@example.org",
            "MAIL_HOST": "127.0.0.1",
            "MAIL_PORT": str(mail.port),
        }
        codes = [crawl(tmp_path, "--settings", "settings.demo", **somebody).returncode for _ in range(2)]
    assert codes == [0, 0]
    (posted,) = map(json.loads, webhook.said)
    assert [line.partition(" (run ")[0] for line in posted["alarms"]] == [
        "shuyu: 2 reports met, 6 were published last time; see whether its column moved"
    ]
    assert len(mail.said) == 1


def test_errors_are_logged_as_json_lines(tmp_path: Path) -> None:
    (tmp_path / "portals.yaml").write_text("- {id: x}", encoding="utf-8")
    done = crawl(tmp_path, "--log-json")
    (error,) = records(done.stderr)
    assert (done.returncode, error["level"]) == (2, "ERROR")
    assert "portals.yaml" in error["message"]


def _of(said: list[dict[str, Any]], beginning: str) -> dict[str, Any]:
    return next(record for record in said if record["message"].startswith(beginning))
