"""HTML bytes → checked report, against bare lxml and against pandas.read_html of the same bytes."""

import io

import lxml.html
import pandas

from benchmarks.pages import different_reports, portal_page
from benchmarks.table import Line
from benchmarks.timing import best_times
from gxcrawl.forms.report import Hint
from gxcrawl.reports.reading import read_report

_HINT = Hint(title="2021年某局政府信息公开工作年度报告", year=2021)


def measure(scale: float) -> list[Line]:
    """Over different pages with all a portal puts around a report; `plain` tables, which pandas can read too."""
    bodies = [portal_page(report, "plain") for report in different_reports(max(4, int(40 * scale)))]
    seconds = best_times(
        {
            "lxml": lambda: [lxml.html.document_fromstring(body) for body in bodies],
            "pandas": lambda: [pandas.read_html(io.BytesIO(body), flavor="lxml") for body in bodies],
            "ours": lambda: [read_report(body, _HINT) for body in bodies],
        }
    )
    ms = {name: taken * 1000 / len(bodies) for name, taken in seconds.items()}
    detail = ", ".join(f"{name} {taken:.2f} ms" for name, taken in ms.items())
    return [
        Line("bytes to checked report, time", "bare lxml parse", ms["ours"] / ms["lxml"], 3.0, False, detail),
        Line("the same", "pandas.read_html", ms["ours"] / ms["pandas"], 1.0, False),
    ]
