"""When a list goes on, when it is asked for in another way, when it ends, and what is said of its end."""

from gxcrawl.portals.discovery import Trail
from gxcrawl.portals.pages.markup.shapes import ListEntry, ListPage, ListRequest
from gxcrawl.spiders.paging import Listing, Turn, turn

_NEXT = ListRequest("http://127.0.0.1:8001/list_2")
_OTHER = ListRequest("http://127.0.0.1:8001/other")


def _page(*numbers: int, total: int | None = None, onward: bool = True) -> ListPage:
    entries = tuple(ListEntry(f"http://127.0.0.1:8001/t20210125_{number}.html", str(number)) for number in numbers)
    return ListPage(entries, (_NEXT,) if onward else (), total)


def _turn(listing: Listing, page: ListPage, max_pages: int = 9) -> Turn:
    return turn(listing, page, listing.new_among(page), "generic", max_pages)


_FIRST = Listing(Trail("tingbei", "column"), ListRequest("http://127.0.0.1:8001/1"))


def test_a_page_with_new_rows_leads_on() -> None:
    onward = _turn(_FIRST, _page(1, 2, total=4)).next[0]
    assert (onward.request, onward.page, onward.rows, onward.total, onward.family) == (_NEXT, 2, 2, 4, "generic")
    assert _turn(onward, _page(3, 4)).next[0].rows == 4


def test_rows_that_repeat_end_a_list_of_unknown_length_in_silence() -> None:
    onward = _turn(_FIRST, _page(1, 2)).next[0]
    assert _turn(onward, _page(1, 2)) == Turn()


def test_rows_that_repeat_are_asked_for_in_another_way_first() -> None:
    onward = _turn(
        _FIRST, ListPage(_page(1).entries, (ListRequest("http://127.0.0.1:8001/2", otherwise=_OTHER),))
    ).next[0]
    other = _turn(onward, _page(1)).next[0]
    assert (other.request, other.seen) == (_OTHER, onward.seen)
    assert _turn(other, _page(1)) == Turn()


def test_a_list_that_counts_more_rows_than_came_is_cut() -> None:
    onward = _turn(_FIRST, _page(1, 2, total=9)).next[0]
    assert _turn(onward, _page(onward=False)).trouble == "list is cut: 2 of its 9 rows could be read"


def test_an_answer_that_counts_more_reports_than_it_brings_and_leads_nowhere_is_cut() -> None:
    row = ListEntry("http://127.0.0.1:8001/t20210125_1.html", "某局2020年政府信息公开年报")
    assert _turn(_FIRST, ListPage((row,), (), 3)).trouble == "list is cut: 1 of its 3 rows could be read"
    assert _turn(_FIRST, ListPage((row,), (), 1)) == Turn()


def test_a_page_that_shows_only_the_way_to_the_next_is_the_end() -> None:
    onward = _turn(_FIRST, _page(1)).next[0]
    months = ListPage((ListEntry(_NEXT.url, "下一页"), *_page(1).entries), (_NEXT,))
    assert _turn(onward, months) == Turn()


def test_a_list_that_goes_on_without_reports_is_left_and_says_so() -> None:
    listing, pages = _FIRST, 0
    while (turned := _turn(listing, _page(pages), max_pages=300)).next:
        listing, pages = turned.next[0], pages + 1
    assert pages == 60
    assert "named no report" in str(turned.trouble)
    row = ListEntry("http://127.0.0.1:8001/t20210125_99.html", "某局2020年政府信息公开年报")
    assert _turn(listing, ListPage((row,), (_NEXT,)), max_pages=300).next[0].idle == 0


def test_endless_paging_is_bounded() -> None:
    listing, pages = _FIRST, 0
    while (turned := _turn(listing, _page(pages), max_pages=5)).next:
        listing, pages = turned.next[0], pages + 1
    assert pages == 4
    assert turned.trouble is not None
    assert "5 pages" in turned.trouble


def test_pages_of_new_links_that_are_no_rows_are_a_calendar_and_end_in_silence() -> None:
    listing, pages = _FIRST, 0
    while (turned := _turn(listing, _calendar(pages), max_pages=99)).next:
        listing, pages = turned.next[0], pages + 1
    assert turned == Turn()
    assert pages < 5


def test_reports_of_odd_addresses_without_dates_are_rows() -> None:
    listing, pages = _FIRST, 0
    while (turned := _turn(listing, _odd_rows(pages), max_pages=9)).next:
        listing, pages = turned.next[0], pages + 1
    assert pages == 8


def _calendar(month: int) -> ListPage:
    days = (ListEntry(f"http://127.0.0.1:8001/?m={month}&d={day}", str(day)) for day in range(1, 29))
    return ListPage(tuple(days), (_NEXT,))


def _odd_rows(number: int) -> ListPage:
    return ListPage((ListEntry(f"http://127.0.0.1:8001/show?id={number}", f"第{number}号2020年年报"),), (_NEXT,))
