"""Which portals there are, how their software lists reports, whose and of which year a report is.

In: registry files, responses, titles. Out: `model.Portal`, `model.Agency`, list rows, facts of articles, verdicts on
titles. Nothing here asks the network or stores anything: the spider makes the requests, the pipelines keep.
"""

from gxcrawl.portals.agencies import AgencyBook
from gxcrawl.portals.registry import Registry, load_registry
from gxcrawl.portals.titles import judge_title, report_year
from gxcrawl.titles import agency_in_title

__all__ = ["AgencyBook", "Registry", "agency_in_title", "judge_title", "load_registry", "report_year"]
