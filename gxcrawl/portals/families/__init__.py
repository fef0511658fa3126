"""One file per CMS. In: a response. Out: list rows, how to ask for more, the facts of an article. No requests here."""

from scrapy.http import TextResponse

from gxcrawl.portals.families.base import Family
from gxcrawl.portals.families.channel import Channel
from gxcrawl.portals.families.epoint import Epoint
from gxcrawl.portals.families.generic import Generic
from gxcrawl.portals.families.gkmlpt import Gkmlpt
from gxcrawl.portals.families.hanweb import Hanweb
from gxcrawl.portals.families.jpaas import Jpaas
from gxcrawl.portals.families.lonsun import Lonsun
from gxcrawl.portals.families.openness import Openness
from gxcrawl.portals.families.trs import Trs
from gxcrawl.portals.families.truecms import TrueCms
from gxcrawl.portals.families.ucap import Ucap
from gxcrawl.portals.families.vsb import Vsb

# In the order in which they are asked: marks that only one software makes first, addresses that others imitate later,
# the fallback last. JPAAS pages still link articles in JCMS form; UCAP shares the name of TRS's pager call.
_ORDER: tuple[Family, ...] = (
    Jpaas(),
    TrueCms(),
    Gkmlpt(),
    Hanweb(),
    Ucap(),
    Trs(),
    Vsb(),
    Lonsun(),
    Openness(),
    Channel(),
    Epoint(),
    Generic(),
)
FAMILIES: dict[str, Family] = {family.name: family for family in _ORDER}


def recognise(page: TextResponse, named: str | None = None) -> Family:
    """The family of a page: the one that the registry names, else the first that recognises the page."""
    if named:
        return FAMILIES[named]
    return next(family for family in FAMILIES.values() if family.recognises(page))
