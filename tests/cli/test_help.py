"""Help looks alike in all commands, and offers nothing that is not there."""

import re

import pytest
from typer.testing import CliRunner

from gxcrawl.cli.main import app


@pytest.mark.parametrize("command", ["portals", "schedule", "export"])
def test_a_family_of_commands_has_no_option_but_help(command: str) -> None:
    result = CliRunner().invoke(app, [command, "--help"])
    assert result.exit_code == 0
    assert re.findall(r"^\W*(--[a-z-]+)", result.output, flags=re.MULTILINE) == ["--help"]
