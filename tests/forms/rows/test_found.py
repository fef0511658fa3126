"""What the engine found: how many rows of the official forms."""

from gxcrawl.forms.rows.found import Found
from gxcrawl.model import Cell, Statistic


def test_a_row_counts_once_whatever_its_columns_and_an_indicator_is_a_row() -> None:
    found = Found(
        {
            "applications.granted.business": Cell(7, (0, 3, 2)),
            "applications.granted.total": Cell(None, None),
            "applications.denied.state_secret.natural_person": Cell(2, (0, 4, 8)),
        },
        statistics=[Statistic("complaints", "六、举报投诉数量", "件", 4)],
    )
    assert found.rows == 3
