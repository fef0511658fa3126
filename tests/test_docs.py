"""What the docs list is what the code has."""

import doctest
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import pytest
import typer

import settings.base
from gxcrawl.checks import check_report
from gxcrawl.cli import main
from gxcrawl.cli.output import exits
from gxcrawl.forms.editions.form_cells import ALL_CELLS
from gxcrawl.forms.editions.statistics_2014 import PARTS
from gxcrawl.model.reports import Reason
from gxcrawl.reports.document import report_to_document
from gxcrawl.reports.reading import read_report
from gxcrawl.simulation.agencies import JICHUAN
from gxcrawl.simulation.figures import invent_report
from gxcrawl.simulation.writers.html import write_page

ROOT = Path(__file__).parents[1]
WITH_EXAMPLES = sorted(
    ".".join(file.relative_to(ROOT).with_suffix("").parts)
    for room in ("gxcrawl", "pipelines")
    for file in (ROOT / room).rglob("*.py")
    if ">>> " in file.read_text(encoding="utf-8")
)


def _doc(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def test_every_setting_of_ours_is_described() -> None:
    keys = {key for key in vars(settings.base) if key.startswith("GXCRAWL_")}
    described = set(re.findall(r"^\| `(GXCRAWL_\w+)`", _doc("settings.md"), flags=re.MULTILINE))
    assert described == keys


def test_every_command_is_described() -> None:
    described = {match.split()[0] for match in re.findall(r"`gxcrawl ([a-z]+[^`]*)`", _doc("commands.md"))}
    assert set(main.COMMANDS) <= described


def _options(command: Any, context: typer.Context) -> Iterator[str]:
    """The options of a command, or of all the commands of a group."""
    if hasattr(command, "list_commands"):
        for name in command.list_commands(context):
            yield from _options(command.get_command(context, name), context)
    else:
        yield from (option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts))


def test_every_option_is_described_and_no_other() -> None:
    group = typer.main.get_command(main.app)
    options = {one for one in _options(group, typer.Context(group)) if one.startswith("--")}
    described = set(re.findall(r"--[a-z]+(?:-[a-z]+)*", _doc("commands.md")))
    assert described - {"--help"} == options - {"--prose"}  # which is told by --no-prose


@pytest.mark.parametrize("module", WITH_EXAMPLES)
def test_examples_of_docstrings_hold(module: str) -> None:
    assert doctest.testmod(import_module(module)).failed == 0


def test_every_field_of_a_report_is_described() -> None:
    report = read_report(write_page(invent_report(JICHUAN[0], 2021), "plain"))
    fields = set(report_to_document(report)) - {"kind"}
    assert {field for field in fields if f"`{field}`" not in _doc("data.md")} == set()


def test_every_reason_of_a_note_is_described() -> None:
    described = re.search(r"### Reasons of a note(.*?)###", _doc("data.md"), flags=re.DOTALL)
    assert described is not None
    assert {reason for reason in get_args(Reason) if f"`{reason}`" not in described[1]} == set()


def test_every_kind_of_check_is_described() -> None:
    report = read_report(write_page(invent_report(JICHUAN[0], 2021), "plain"))
    described = re.findall(r"`([a-z_]+\.[a-z_]+)(?:\.<\w+>)?`", _doc("data.md"))
    families = {".".join(check.id.split(".")[:2]) for check in check_report(report)}
    assert {family for family in families if family not in described and not family.startswith("prose.")} == set()


def test_links_between_the_docs_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    for page in pages:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links {target}"


def test_both_readmes_have_the_same_commands() -> None:
    blocks = [
        re.findall(r"^(?:gxcrawl|make|scrapy) [^#\n]*", (ROOT / name).read_text("utf-8"), flags=re.MULTILINE)
        for name in ("README.md", "README.zh-CN.md")
    ]
    assert [line.strip() for line in blocks[0]] == [line.strip() for line in blocks[1]]


def test_every_exit_code_is_told_wherever_they_are_listed() -> None:
    codes = {str(code) for name, code in vars(exits).items() if name.isupper()} | {"0"}
    in_table = set(re.findall(r"^\| (\d+) \|", _doc("commands.md"), flags=re.MULTILINE))
    in_readmes = [
        set(re.findall(r"(?:\*\*|·) (\d+) ", line))
        for name in ("README.md", "README.zh-CN.md")
        for line in (ROOT / name).read_text("utf-8").splitlines()
        if line.startswith(("**Exit codes.**", "**退出码。**"))
    ]
    assert [in_table, *in_readmes] == [codes] * 3


def test_every_value_of_the_form_is_described() -> None:
    described = set(re.findall(r"`([\w.]+)`", _doc("values.md")))
    cells = {part for cell in ALL_CELLS for part in (cell.table, cell.row, cell.column)}
    indicators = {indicator.key for part in PARTS for indicator in part.indicators}
    assert cells | indicators <= described
