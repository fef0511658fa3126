"""Imports point one way; the contracts stand in pyproject.toml."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_no_import_crosses_the_rooms_the_wrong_way() -> None:
    result = _lint(ROOT)
    assert result.returncode == 0, result.stdout


# file → what it must not import: at least one for each contract
WRONG = {
    "reading/kinds.py": "gxcrawl.storage",
    "forms/editions/shape.py": "gxcrawl.forms.report",
    "reports/document.py": "gxcrawl.reports.merging",
    "text/spacing.py": "gxcrawl.text.titles",
    "presenting/values.py": "gxcrawl.presenting.page",
    "web/paging.py": "pymongo",
    "web/charts.py": "gxcrawl.web.loading.sources",
    "storage/uri.py": "lxml",
    "storage/collections.py": "gxcrawl.storage.database",
    "storage/backends/leases.py": "gxcrawl.storage.backends.embedded",
    "portals/marks.py": "gxcrawl.storage",
    "portals/pages/markup/words.py": "gxcrawl.portals.pages.rows.anchors",
    "portals/bodies/names.py": "gxcrawl.portals.bodies.agencies",
    "reading/html/texts.py": "gxcrawl.reading.html.page",
    "reading/encoding.py": "gxcrawl.reading.kinds",
    "reading/pdf/glyphs.py": "gxcrawl.reading.pdf.document",
    "spiders/requests.py": "gxcrawl.spiders.annual_reports",
    "spiders/reasons.py": "gxcrawl.portals.families.hanweb",
    "exporting/folders/files.py": "gxcrawl.exporting.index",
    "monitoring/alarms.py": "scrapy",
    "simulation/values.py": "gxcrawl.portals",
    "cli/viewing/status.py": "lxml",
    "cli/output/terminal.py": "gxcrawl.cli.views.listing",
    "../pipelines/workers/processes.py": "pipelines.crawl",
    "../pipelines/reports/derive.py": "scrapy",
}


def test_wrong_imports_break_every_contract(tmp_path: Path) -> None:
    for name in ("gxcrawl", "pipelines", "settings"):
        _copy_python(ROOT / name, tmp_path / name)
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text(encoding="utf-8"), encoding="utf-8")
    for name, imported in WRONG.items():
        path = tmp_path / "gxcrawl" / name
        path.write_text(f"import {imported}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    result = _lint(tmp_path)
    assert result.returncode != 0
    assert "Contracts: 0 kept" in result.stdout
    assert "gxcrawl.reading.kinds" in result.stdout


def _lint(folder: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-cache"]
    return subprocess.run(
        command,
        cwd=folder,
        env={"PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def _copy_python(source: Path, target: Path) -> None:
    for path in source.rglob("*.py"):
        copy = target / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
