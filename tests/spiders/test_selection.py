"""What a crawl is asked for: words that name nothing end it with one line."""

import pytest

from gxcrawl.errors import WrongUse
from gxcrawl.spiders.selection import read_selection


@pytest.mark.parametrize("year", ["9" * 5000, "1999", "02020", "二〇二〇", "-2020"])
def test_an_invalid_year_is_refused_in_one_line(year: str) -> None:
    with pytest.raises(WrongUse, match="is no year of a report; give four digits") as caught:
        read_selection(year=year)
    assert len(str(caught.value)) < 100


def test_a_future_year_is_refused() -> None:
    for year in ("2098", "2999"):
        with pytest.raises(WrongUse, match=f"year {year} has not begun; reports of"):
            read_selection(year=year)
