"""When a list goes on, when it is asked for in another way, when it ends, and what is said of its end."""

from dataclasses import replace

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


def test_a_page_with_new_rows_is_followed_by_the_next() -> None:
    onward = _turn(_FIRST, _page(1, 2, total=4)).next[0]
    assert (onward.request, onward.page, onward.rows, onward.total, onward.family) == (_NEXT, 2, 2, 4, "generic")
    assert _turn(onward, _page(3, 4)).next[0].rows == 4


def test_repeated_rows_end_a_list_of_unknown_length_without_trouble() -> None:
    onward = _turn(_FIRST, _page(1, 2)).next[0]
    assert _turn(onward, _page(1, 2)) == Turn()


def test_repeated_rows_are_first_requested_in_the_alternative_way() -> None:
    onward = _turn(
        _FIRST, ListPage(_page(1).entries, (ListRequest("http://127.0.0.1:8001/2", otherwise=_OTHER),))
    ).next[0]
    other = _turn(onward, _page(1)).next[0]
    assert (other.request, other.seen) == (_OTHER, onward.seen)
    assert _turn(other, _page(1)) == Turn()


def test_a_list_that_states_more_rows_than_it_delivered_is_cut() -> None:
    onward = _turn(_FIRST, _page(1, 2, total=9)).next[0]
    assert _turn(onward, _page(onward=False)).trouble == "list is cut: 2 of its 9 rows could be read"


def test_a_response_that_states_more_reports_than_it_has_and_no_next_page_is_cut() -> None:
    row = ListEntry("http://127.0.0.1:8001/t20210125_1.html", "某局2020年政府信息公开年报")
    assert _turn(_FIRST, ListPage((row,), (), 3)).trouble == "list is cut: 1 of its 3 rows could be read"
    assert _turn(_FIRST, ListPage((row,), (), 1)) == Turn()


def test_a_page_with_nothing_but_a_link_to_the_next_ends_the_list() -> None:
    onward = _turn(_FIRST, _page(1)).next[0]
    months = ListPage((ListEntry(_NEXT.url, "下一页"), *_page(1).entries), (_NEXT,))
    assert _turn(onward, months) == Turn()


def test_a_list_with_many_pages_without_reports_is_abandoned_with_a_failure() -> None:
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


def test_pages_with_new_links_but_no_rows_end_without_trouble_like_calendars() -> None:
    listing, pages = _FIRST, 0
    while (turned := _turn(listing, _calendar(pages), max_pages=99)).next:
        listing, pages = turned.next[0], pages + 1
    assert turned == Turn()
    assert pages < 5


def test_reports_with_unusual_urls_and_no_dates_count_as_rows() -> None:
    listing, pages = _FIRST, 0
    while (turned := _turn(listing, _odd_rows(pages), max_pages=9)).next:
        listing, pages = turned.next[0], pages + 1
    assert pages == 8


_COLUMN = Listing(Trail("tingbei", "column").into_column(), ListRequest("http://127.0.0.1:8001/1"))


def _reports(*numbers: int, onward: bool = True) -> ListPage:
    rows = (
        ListEntry(f"http://127.0.0.1:8001/t20210125_{one}.html", f"第{one}局2020年政府信息公开年报") for one in numbers
    )
    return ListPage(tuple(rows), (_NEXT,) if onward else ())


def _read(*pages: ListPage) -> Turn:
    """What follows the last of some pages of reports, the first of which begins a list."""
    turned = Turn((_COLUMN,))
    for page in pages:
        turned = _turn(turned.next[0], page)
    return turned


def test_a_list_with_duplicate_rows_is_reread_from_its_first_page() -> None:
    [again] = _read(_reports(1, 2), _reports(2, 3, onward=False)).next
    assert again.request == _COLUMN.request
    assert again.is_reread
    assert again.page > 1


def test_a_list_that_keeps_its_order_when_reread_is_complete() -> None:
    once = (_reports(1, 2), _reports(2, 3, onward=False))
    assert _read(*once, *once) == Turn()


def test_a_list_cut_in_the_same_order_each_time_is_a_failure() -> None:
    first, last = _reports(1, 2), _reports(2, 3, onward=False)
    counted, said = replace(first, total=9), replace(first, pages_said=4)
    assert _read(counted, last, counted, last).trouble == "list is cut: 3 of its 9 rows could be read"
    assert "it says that it has 4 pages" in str(_read(said, last, said, last).trouble)


def test_a_row_added_during_paging_is_found_when_rereading() -> None:
    once = (_reports(1, 2), _reports(2, 3, onward=False))
    assert _read(*once, _reports(0, 1), _reports(2, 3, onward=False)) == Turn()


def test_a_list_that_changes_its_order_three_times_is_a_failure() -> None:
    pages = [(1, 2), (2, 3), (1, 3), (2, 1), (3, 2), (1, 3)]
    turned = _read(*(_reports(*numbers, onward=place % 2 == 0) for place, numbers in enumerate(pages)))
    expected = "list changes its order while it is read: 3 of its 4 reports could be read"
    assert (turned.next, turned.trouble) == ((), expected)


def test_pinned_rows_and_a_repeated_last_page_are_no_change_of_order() -> None:
    pinned = (_reports(9, 1, 2), _reports(9, 3, 4), _reports(9, 5, 6), _reports(9, 5, 6))
    assert _read(*pinned) == Turn()


def test_cumulative_pages_are_no_change_of_order() -> None:
    assert _read(_reports(1, 2), _reports(1, 2, 3, 4), _reports(1, 2, 3, 4, 5, onward=False)) == Turn()


def _calendar(month: int) -> ListPage:
    days = (ListEntry(f"http://127.0.0.1:8001/?m={month}&d={day}", str(day)) for day in range(1, 29))
    return ListPage(tuple(days), (_NEXT,))


def _odd_rows(number: int) -> ListPage:
    return ListPage((ListEntry(f"http://127.0.0.1:8001/show?id={number}", f"第{number}号2020年年报"),), (_NEXT,))
