"""Help looks alike in all commands, and offers nothing that is not there."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gxcrawl.cli.main import COMMANDS, app
from gxcrawl.exporting import FORMATS, Format
from gxcrawl.storage import open_database


@pytest.mark.parametrize("command", ["portals", "schedule", "export"])
def test_a_family_of_commands_has_no_option_but_help(command: str) -> None:
    result = CliRunner().invoke(app, [command, "--help"])
    assert result.exit_code == 0
    assert re.findall(r"^\W*(--[a-z-]+)", result.output, flags=re.MULTILINE) == ["--help"]


@pytest.mark.parametrize("command", [(), ("export",), ("portals",), ("schedule",)])
def test_what_a_command_is_for_is_said_to_the_end(command: tuple[str, ...]) -> None:
    lines = CliRunner().invoke(app, [*command, "--help"]).output.partition("Commands:")[2].splitlines()
    assert [line for line in lines if line.endswith("...")] == []


@pytest.mark.parametrize("command", [*COMMANDS, "schedule run", "schedule list", "portals list", "export csv"])
def test_an_option_names_what_it_takes_in_words_of_the_documentation(command: str) -> None:
    """Not `<list[str]>`, which typer says where an option names nothing."""
    options = CliRunner().invoke(app, [*command.split(), "--help"]).output.partition("Options:")[2]
    assert "--help" in options
    assert re.findall(r"<\S+>", options) == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("show", "某局", "二〇二〇"), "'YEAR': '二〇二〇' is no year; give one such as 2020\n"),
        (("crawl", "--year", "2020,2021"), "'2020,2021' is no year; give one such as 2020; for several years repeat"),
        (("reparse", "--year", "20x0"), "'--year': '20x0' is no year"),
        (("rerun", "某局", "--year", "9" * 5000), "'99999999999999999999' is no year"),
    ],
)
def test_what_is_no_year_is_quoted(arguments: tuple[str, ...], says: str) -> None:
    result = CliRunner().invoke(app, list(arguments))
    assert (result.exit_code, says in result.output) == (2, True), result.output


@pytest.mark.parametrize("form", FORMATS.values(), ids=lambda form: form.name)
def test_a_format_offers_the_options_that_it_takes(form: Format) -> None:
    help_ = CliRunner().invoke(app, ["export", form.name, "--help"]).output
    assert {name for name in ("header", "gzip") if f"--{name} " in help_} == set(form.takes)
    assert all(name in help_ for name in form.collections)


@pytest.mark.parametrize(
    "arguments",
    [
        ("reparse", "--year", "2021", "--year", "2022"),
        ("failures", "--agency", "甲局", "--agency=乙局"),
        ("schedule", "list", "--database", "sqlite:///a.db", "--database", "sqlite:///b.db"),
    ],
)
def test_of_two_values_for_an_option_that_takes_one_none_is_passed_over(arguments: tuple[str, ...]) -> None:
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2
    assert "takes one value here, and is given twice" in result.stderr


def test_what_may_be_repeated_may(tmp_path: Path) -> None:
    with open_database(f"sqlite:///{tmp_path / 'a.db'}"):
        pass
    given = ("status", "--year", "2021", "--year", "2022", "--json", "--json", "--database")
    assert CliRunner().invoke(app, [*given, f"sqlite:///{tmp_path / 'a.db'}"]).exit_code == 0
