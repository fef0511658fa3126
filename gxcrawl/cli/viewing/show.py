"""`gxcrawl show AGENCY YEAR`: prints a stored report in readable form."""

from typing import Annotated

import typer

from gxcrawl.cli.arguments.agency import AgencyArgument, YearArgument, one_report
from gxcrawl.cli.arguments.options import DatabaseOption, opened
from gxcrawl.cli.output.json_answer import JsonOption, print_json
from gxcrawl.cli.output.terminal import terminal
from gxcrawl.cli.views.reports import print_report
from gxcrawl.presenting.page import doubtful_of


def show(
    agency: AgencyArgument,
    year: YearArgument,
    prose: Annotated[bool, typer.Option("--prose/--no-prose", help="The text of the sections too.")] = True,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show a stored report: head, tables, what is doubtful in them, prose."""
    with opened(database) as db:
        document = one_report(db, agency, year)
    if as_json:
        print_json({"report": document, "doubtful": doubtful_of(document)})
        return
    print_report(document, terminal(), prose=prose)
