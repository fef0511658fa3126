"""Archives of several bodies' reports, of every kind that can be unpacked."""

import shutil
import subprocess
from pathlib import Path

import pytest

from gxcrawl.spiders.archives import members_of_several


@pytest.mark.skipif(shutil.which("bsdtar") is None, reason="bsdtar (Debian package libarchive-tools) is not installed")
@pytest.mark.parametrize("kind", ["7zip", "zip", "ustar"])
def test_reports_of_several_bodies_in_an_archive_of_any_kind(kind: str, tmp_path: Path) -> None:
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
