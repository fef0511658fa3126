"""Every simulated family by name, made from the same postings, for tests that cover all families."""

from collections.abc import Callable, Mapping, Sequence

from gxcrawl.simulation.portals.epoint import EpointSite
from gxcrawl.simulation.portals.gkmlpt import GkmlptSite
from gxcrawl.simulation.portals.hanweb import HanwebColumn, HanwebSite
from gxcrawl.simulation.portals.hanweb_xxgk import Area, HanwebXxgkSite
from gxcrawl.simulation.portals.jpaas import JpaasSite
from gxcrawl.simulation.portals.lonsun import LonsunSite, Organ
from gxcrawl.simulation.portals.openness import OpennessSite
from gxcrawl.simulation.portals.plain import PlainSite
from gxcrawl.simulation.portals.trs import TrsColumn, TrsSite
from gxcrawl.simulation.portals.truecms import TrueCmsSite
from gxcrawl.simulation.portals.ucap import UcapSite
from gxcrawl.simulation.portals.vsb import VsbSite
from gxcrawl.simulation.publishing.exchange import Site
from gxcrawl.simulation.publishing.postings import Posting

Postings = tuple[Posting, ...]


def hanweb_site(name: str, postings: Postings) -> HanwebSite:
    """Hanweb JCMS: the home page links 政府信息公开, whose columns include the annual reports."""
    return HanwebSite(name, (HanwebColumn(30, "政府信息公开"), HanwebColumn(34, "政府信息公开年报", postings)))


def hanweb_xxgk_site(name: str, postings: Postings) -> HanwebXxgkSite:
    """Hanweb's xxgk module with one area per publisher."""
    grouped = enumerate(by_publisher(postings).items(), start=1)
    return HanwebXxgkSite(name, tuple(Area(f"9901{n:08d}", publisher, own) for n, (publisher, own) in grouped))


def trs_site(name: str, postings: Postings) -> TrsSite:
    """TRS: one tree with the annual reports on the third level."""
    return TrsSite(
        name,
        (
            TrsColumn("/zwgk/", "政务公开"),
            TrsColumn("/zwgk/zfxxgk/", "政府信息公开"),
            TrsColumn("/zwgk/zfxxgk/zfxxgknb/", "政府信息公开年报", postings),
        ),
    )


def trs_agencies_site(name: str, postings: Postings) -> TrsSite:
    """TRS with one tree per body, as in the districts of Chongqing."""
    columns = [TrsColumn("/bmjz_sites/", "部门街镇政府信息公开")]
    for n, (publisher, own) in enumerate(by_publisher(postings).items(), start=1):
        root = f"/bmjz_sites/bm/jg{n}/"
        columns += [
            TrsColumn(root, publisher),
            TrsColumn(f"{root}zwgk_{98_900 + n}/", "政务公开"),
            TrsColumn(f"{root}zwgk_{98_900 + n}/zfxxgknb_{98_950 + n}/", "政府信息公开年报", own),
        ]
    return TrsSite(name, tuple(columns))


def lonsun_site(name: str, postings: Postings) -> LonsunSite:
    """lonsun with one organ per publisher."""
    grouped = enumerate(by_publisher(postings).items(), start=1)
    return LonsunSite(name, tuple(Organ(6_590_000 + n, publisher, own) for n, (publisher, own) in grouped))


def nfcms_site(name: str, postings: Postings) -> GkmlptSite:
    """Guangdong: the reports are in a column of the portal and not on the common platform."""
    return GkmlptSite(name, postings, reports_in="nfcms")


def by_publisher(postings: Sequence[Posting]) -> Mapping[str, Postings]:
    """The postings of each publisher, in the order given."""
    return {name: tuple(p for p in postings if p.publisher == name) for name in sorted({p.publisher for p in postings})}


FAMILIES: Mapping[str, Callable[[str, Postings], Site]] = {
    "hanweb": hanweb_site,
    "hanweb_xxgk": hanweb_xxgk_site,
    "jpaas": JpaasSite,
    "trs": trs_site,
    "trs_agencies": trs_agencies_site,
    "ucap": UcapSite,
    "gkmlpt": GkmlptSite,
    "nfcms": nfcms_site,
    "vsb": VsbSite,
    "lonsun": lonsun_site,
    "openness": OpennessSite,
    "truecms": TrueCmsSite,
    "epoint": EpointSite,
    "plain": PlainSite,
}
"""Makes the portal of a family. Arguments: the portal's name, and its postings, newest first."""
