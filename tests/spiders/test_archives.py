"""Archives of several bodies' reports, of every kind that can be unpacked."""

import asyncio
import shutil
import subprocess
import threading
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import Response

from gxcrawl.spiders.documents import unpacking
from gxcrawl.spiders.documents.archives import Member, members_of_several
from gxcrawl.spiders.documents.unpacking import UnpackingMiddleware, members_in


@pytest.mark.skipif(shutil.which("bsdtar") is None, reason="bsdtar (Debian package libarchive-tools) is not installed")
@pytest.mark.parametrize("kind", ["7zip", "zip", "ustar"])
def test_reports_of_several_agencies_in_one_archive_are_separate_reports(kind: str, tmp_path: Path) -> None:
    names = [f"清源市{name}2022年政府信息公开工作年度报告.pdf" for name in ("水利局", "教育局")]
    for name in names:
        (tmp_path / name).write_bytes(b"%PDF-1.4 " + name.encode())
    packed = tmp_path / "packed"
    command = ["bsdtar", "-c", "-f", packed, f"--format={kind}", "-C", tmp_path, *names]
    subprocess.run(command, check=True, env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"})
    members = members_of_several(packed.read_bytes())
    assert [(one.title, one.agency, one.year) for one in members] == [
        (names[0], "清源市水利局", 2022),
        (names[1], "清源市教育局", 2022),
    ]


def test_archives_are_unpacked_without_blocking_the_crawl(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once: what it unpacked comes with the response."""
    unpacked: list[threading.Thread] = []

    def unpack(_: bytes) -> list[Member]:
        unpacked.append(threading.current_thread())
        return []

    monkeypatch.setattr(unpacking, "members_of_several", unpack)
    for body, threads in ((b"7z\xbc\xaf\x27\x1c", 1), (b"PK\x03\x04", 1), (b"<html>", 0)):
        unpacked.clear()
        request = Request("http://a.example/1.7z")
        response = Response(request.url, body=body, request=request)
        assert asyncio.run(UnpackingMiddleware().process_response(request, response)) is response
        assert (len(unpacked), threading.main_thread() in unpacked) == (threads, False)
        assert (members_in(response), request.meta, len(unpacked)) == ([], {}, 1)
