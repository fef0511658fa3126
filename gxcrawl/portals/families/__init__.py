"""One file per CMS. In: a response. Out: list rows, how to ask for more, the facts of an article. No requests here."""

from dataclasses import replace

from scrapy.http import TextResponse

from gxcrawl.portals.families.base import Family as Family
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
from gxcrawl.portals.pages.articles.details import with_held_article
from gxcrawl.portals.pages.lists.blocks import beside_pagers
from gxcrawl.portals.pages.lists.counted import pages_counted, pages_said
from gxcrawl.portals.pages.lists.cut import is_cut, without_last
from gxcrawl.portals.pages.lists.ways_on import columns_below, further_rows
from gxcrawl.portals.pages.markup.shapes import DetailPage, ListPage, State

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
FALLBACK = Generic.name


def recognise(page: TextResponse, preferred: str | None = None) -> Family:
    """The family of a page: the preferred one where it recognises the page, else the first that does.

    A portal may keep an old article tree beside a new one, so that the registry's word is only a preference. A page
    that bears no family's marks (a home page made by hand) is read by the preferred one, or by the fallback.
    """
    if page.selector.type == "json":
        return FAMILIES[Generic.name]  # what a script asks for has no marks of any software, but addresses of many
    if preferred and FAMILIES[preferred].recognises(page):
        return FAMILIES[preferred]
    family = next(family for family in FAMILIES.values() if family.recognises(page))
    return FAMILIES[preferred] if preferred and family.name == Generic.name else family


def read_list(family: Family, page: TextResponse, state: State) -> ListPage:
    """What a list page holds by its family, and the ways on that any software has where the family's own end."""
    if is_cut(page):
        came = _read_list(family, without_last(page), state)
        return replace(came, trouble=came.trouble or "list page ends before its end: its last rows did not come")
    return _read_list(family, page, state)


def _read_list(family: Family, page: TextResponse, state: State) -> ListPage:
    """A portal may draw one of its lists by scripts of its own; what these asked for is read by the fallback."""
    if state.keys() & {"scripted", "script_of"}:
        return FAMILIES[FALLBACK].read_list(page, state)
    read = family.read_list(page, state)
    if state.keys() - {"counted"} or page.selector.type != "html":
        return read
    further = [one for one in beside_pagers(page) if one.address not in {known.address for known in read.next}]
    read = replace(read, next=(*read.next, *further))
    if family.name == FALLBACK:
        return _with_pages_said(read, page)
    following, hidden = (None, None) if read.next or read.trouble else further_rows(page)
    columns = (*read.columns, *columns_below(page))
    trouble = read.trouble or (hidden if read.total is None else None)
    whole = replace(read, next=read.next or ((following,) if following else ()), columns=columns, trouble=trouble)
    return _with_pages_said(whole, page)


def _with_pages_said(read: ListPage, page: TextResponse) -> ListPage:
    if read.trouble or read.total is not None:
        return read
    return replace(read, pages_said=pages_said(page) or (0 if read.next else pages_counted(page)))


def read_detail(family: Family, page: TextResponse, row_title: str) -> DetailPage:
    """The facts of an article by its family, or what any software's page holds of it for its scripts."""
    return with_held_article(family.read_detail(page), page, row_title)
