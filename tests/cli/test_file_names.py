"""Names of files that are no UTF-8: archives of Chinese Windows unpack to such."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from presenting.stored import truth

from gxcrawl.simulation.writers.html import write_page
from gxcrawl.storage import open_database

TITLE = "霁川县教育局2021年政府信息公开工作年度报告"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_the_title_of_a_report_is_read_from_the_name_of_its_file(encoding: str, tmp_path: Path) -> None:
    page = write_page(truth(2021), "plain").decode()
    file = tmp_path / os.fsdecode(f"{TITLE}.html".encode(encoding))
    file.write_text(page.replace(TITLE, ""), encoding="utf-8")
    result = subprocess.run([sys.executable, "-m", "gxcrawl.cli", "parse", file], capture_output=True, check=True)
    report = json.loads(result.stdout)["report"]
    assert (report["title"], report["year"]) == (TITLE, 2021)


def test_a_database_may_bear_such_a_name(tmp_path: Path) -> None:
    uri = f"sqlite:///{tmp_path}/" + os.fsdecode("报告.db".encode("gb18030"))
    with open_database(uri) as database:
        assert database.reports.count() == 0
    with open_database(uri, read_only=True) as database:
        assert database.reports.count() == 0
