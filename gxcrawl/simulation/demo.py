"""The demo: two portals with different software, ten bodies, three years, both editions of the form.

Every problem that a published report can have occurs once, and the correct result is known for each report.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date

from gxcrawl.simulation.agencies import JICHUAN, SHUYU, SimulatedAgency
from gxcrawl.simulation.figures import SimulatedReport, invent_report
from gxcrawl.simulation.irregularities import make_irregular
from gxcrawl.simulation.portals.hanweb import HanwebColumn, HanwebSite
from gxcrawl.simulation.portals.trs import TrsColumn, TrsSite
from gxcrawl.simulation.publishing.exchange import Site
from gxcrawl.simulation.publishing.postings import Posting, post_decoys, post_report
from gxcrawl.simulation.server import RunningSite, serve

YEARS = (2020, 2021, 2022)
SEED = 20

_FIRST_PORTS = (28431, 28432)
_PORTS_TRIED = 8


@dataclass(frozen=True, slots=True)
class Plan:
    """How one report is published: the `form` argument of `post_report`, irregularities, the date in the URL."""

    published_as: str = "plain"
    irregularities: tuple[str, ...] = ()
    filed_on: date | None = None
    copies: int = 1


_PLANS: Mapping[tuple[str, int], Plan] = {
    ("jichuan-zhengfu", 2020): Plan("word"),
    ("jichuan-zhengfu", 2021): Plan("word", ("thousands",)),
    ("jichuan-zhengfu", 2022): Plan("plain"),
    ("jichuan-fagai", 2020): Plan("wps", ("dashes", "sign_words")),
    ("jichuan-fagai", 2021): Plan("docx"),
    ("jichuan-fagai", 2022): Plan("docx", ("damaged_label",)),
    ("jichuan-jiaoyu", 2020): Plan("plain", ("counter_words", "amounts_with_unit")),
    ("jichuan-jiaoyu", 2021): Plan("plain", ("wrong_sum",)),
    ("jichuan-jiaoyu", 2022): Plan("word", ("other_numbering",)),
    ("jichuan-ziran", 2020): Plan("pdf"),
    ("jichuan-ziran", 2021): Plan("word+pdf", ("title_variant",)),
    ("jichuan-ziran", 2022): Plan("word", ("page_break",)),
    ("jichuan-heting", 2020): Plan("plain", ("leading_zeros", "blank_cells")),
    # jichuan-heting published nothing for 2021: the gap of the coverage table
    ("jichuan-heting", 2022): Plan("plain", ("one_row_other_handling", "late")),
    ("shuyu-zhengfu", 2020): Plan("wps", ("explained_labels", "third_document_row"), filed_on=date(2021, 8, 9)),
    ("shuyu-zhengfu", 2021): Plan("plain", ("heading_variants",)),
    ("shuyu-zhengfu", 2022): Plan("plain", copies=2),
    ("shuyu-zhujian", 2020): Plan("unclosed", ("page_break_with_header",)),
    ("shuyu-zhujian", 2021): Plan("plain", ("lost_totals",)),
    ("shuyu-zhujian", 2022): Plan("pdf"),
    ("shuyu-shichang", 2020): Plan("word", ("padded_cells", "fullwidth_digits")),
    ("shuyu-shichang", 2021): Plan("plain", ("contradicting_prose",)),
    ("shuyu-shichang", 2022): Plan("plain", ("split_disclosure",)),
    ("shuyu-weijian", 2020): Plan("docx"),
    ("shuyu-weijian", 2021): Plan("docx", ("title_variant",)),
    ("shuyu-weijian", 2022): Plan("inputs"),
    ("shuyu-songyu", 2020): Plan("plain", ("blank_cells",)),
    ("shuyu-songyu", 2021): Plan("wps", ("dashes",)),
    ("shuyu-songyu", 2022): Plan("plain", ("broken_labels",)),
}


@dataclass(frozen=True, slots=True)
class DemoPortal:
    """One portal of the demo: its site and the agencies whose reports it publishes."""

    id: str
    name: str
    site: Site
    agencies: tuple[SimulatedAgency, ...]
    postings: tuple[Posting, ...]

    @property
    def reports(self) -> tuple[SimulatedReport, ...]:
        """The reports that the portal publishes; a report that is published twice is listed once."""
        return tuple({p.title: p.report for p in self.postings if p.report is not None}.values())

    def registry_entry(self, home: str) -> dict[str, object]:
        """Its entry in a registry file, without the column, the software and the last body.

        The crawl has to find these three itself.
        """
        return {
            "id": self.id,
            "name": self.name,
            "home": home,
            "level": "county",
            "region_code": self.agencies[0].region_code,
            "agencies": [
                {"id": agency.id, "name": agency.name, "aliases": list(agency.aliases)} for agency in self.agencies[:-1]
            ],
        }


@dataclass(frozen=True, slots=True)
class Demo:
    """The running demo.

    registry: entries for a registry file. truth: (name of the body, year) -> its report, for all published reports.
    """

    portals: tuple[DemoPortal, ...]
    running: tuple[RunningSite, ...]

    @property
    def registry(self) -> list[dict[str, object]]:
        """The registry entries, in the order of the portals."""
        pairs = zip(self.portals, self.running, strict=True)
        return [portal.registry_entry(running.url) for portal, running in pairs]

    @property
    def truth(self) -> dict[tuple[str, int], SimulatedReport]:
        """Every published report by name of the body and year."""
        reports = [report for portal in self.portals for report in portal.reports]
        return {(report.agency.name, report.year): report for report in reports}


def demo_ports() -> tuple[tuple[int, ...], ...]:
    """The ports to try for each portal, in order.

    A portal is identified by host and port, so a second run of the demo must use the same addresses as the first.
    Each portal has its own port, below the range of ephemeral ports, and fixed alternatives if that port is in use.
    """
    return tuple((*(first + 10 * step for step in range(_PORTS_TRIED)), 0) for first in _FIRST_PORTS)


@contextmanager
def run_demo(ports: Sequence[Sequence[int]] | None = None) -> Iterator[Demo]:
    """Serve both portals until the block ends. ports: those to try for each portal; default `demo_ports()`."""
    portals = demo_portals()
    with ExitStack() as stack:
        tried = ports or demo_ports()
        running = [stack.enter_context(serve(p.site, own)) for p, own in zip(portals, tried, strict=True)]
        yield Demo(portals, tuple(running))


def demo_portals() -> tuple[DemoPortal, DemoPortal]:
    """The portal of a county, made with Hanweb JCMS, and the portal of a district, made with TRS WCM."""
    return _county(), _district()


def _county() -> DemoPortal:
    postings = _postings(JICHUAN, 4_210_001)
    columns = (
        HanwebColumn(1229400, "政府信息公开"),
        HanwebColumn(1229401, "政府信息公开指南", _notices(4_219_001, JICHUAN, "政府信息公开指南")),
        HanwebColumn(1229402, "政府信息公开制度", _notices(4_219_101, JICHUAN, "政府信息公开保密审查制度")),
        HanwebColumn(1229403, "法定主动公开内容", _notices(4_219_201, JICHUAN, "机关职能与机构设置")),
        HanwebColumn(1229404, "政府信息公开年报", postings),
    )
    site = HanwebSite("霁川县人民政府", columns, ignores=frozenset({"startrecord"}))
    return DemoPortal("jichuan", site.name, site, JICHUAN, postings)


def _district() -> DemoPortal:
    postings = _postings(SHUYU, 731_001)
    columns = (
        TrsColumn("/zwgk/", "政务公开", _notices(739_001, SHUYU, "政务公开工作要点")),
        TrsColumn("/zwgk/zfxxgk/", "政府信息公开"),
        TrsColumn("/zwgk/zfxxgk/zfxxgkzn/", "政府信息公开指南", _notices(739_101, SHUYU, "政府信息公开指南")),
        TrsColumn("/zwgk/zfxxgk/zfxxgknb/", "政府信息公开年报", postings),
    )
    site = TrsSite("漱玉区人民政府", columns, encoding="gb18030", charset="gb2312", stub_pages=1, wants_referer=True)
    return DemoPortal("shuyu", site.name, site, SHUYU, postings)


def _notices(first_id: int, agencies: tuple[SimulatedAgency, ...], subject: str) -> tuple[Posting, ...]:
    place, office = agencies[0].place, f"{agencies[0].name}办公室"
    body = f"<p>{place}{subject}，供公众查阅。</p>"
    return (Posting(first_id, f"{place}{subject}", date(2021, 3, 1), office, body),)


def _postings(agencies: tuple[SimulatedAgency, ...], first_id: int) -> tuple[Posting, ...]:
    """The reports and decoys of one column, newest first."""
    postings = list(post_decoys(first_id + 500, agencies, YEARS))
    for agency in agencies:
        for year in YEARS:
            plan = _PLANS.get((agency.id, year))
            for copy in range(plan.copies if plan else 0):
                postings.append(_planned(agency, year, plan or Plan(), first_id + len(postings), copy))
    return tuple(sorted(postings, key=lambda posting: (posting.published_on, posting.id), reverse=True))


def _planned(agency: SimulatedAgency, year: int, plan: Plan, id: int, copy: int) -> Posting:
    report = make_irregular(invent_report(agency, year, SEED), plan.irregularities, SEED)
    filed_on = plan.filed_on if copy == 0 else report.published_on.replace(month=report.published_on.month + 1, day=1)
    return post_report(id, report, plan.published_as, filed_on)
