"""政府信息公开情况统计表, the edition of 2014."""

from gxcrawl.forms.editions.statistics_2014 import PARTS
from gxcrawl.forms.rows.found import Found
from gxcrawl.forms.tables import read_tables
from gxcrawl.model import Statistic
from gxcrawl.reading.spans import SpanCell, expand

Rows = list[list[str]]


def printed() -> tuple[Rows, dict[str, float]]:
    """The whole table, every number another one, and what must be read."""
    rows: Rows = [["统 计 指 标", "单位", "统计数"]]
    expected: dict[str, float] = {}
    for part in PARTS:
        first = part.indicators[0] if part.indicators and part.indicators[0].label == part.label else None
        if first is None:
            rows.append([part.label, "——", ""])
        for indicator in part.indicators:
            value = len(expected) + 1 + (0.5 if indicator.unit == "万元" else 0)
            rows.append([indicator.label, indicator.unit, f"{value:g}"])
            expected[indicator.key] = value
    return rows, expected


def read(rows: Rows) -> Found:
    form, found = read_tables([expand([[SpanCell(text) for text in row] for row in rows])])
    assert form == "2014"
    return found


def by_key(found: Found) -> dict[str | None, float | None]:
    return {statistic.key: statistic.value for statistic in found.statistics}


def test_every_indicator_of_the_form() -> None:
    rows, expected = printed()
    found = read(rows)
    assert by_key(found) == expected
    assert not found.notes


def test_every_value_leads_back_to_its_cell() -> None:
    rows, _ = printed()
    found = read(rows)
    for index, statistic in enumerate(found.statistics):
        at = found.cells[f"statistics.{index}.value"].at
        assert at is not None
        assert float(rows[at[1]][at[2]]) == statistic.value


def test_a_table_without_its_column_of_units() -> None:
    rows, expected = printed()
    found = read([[row[0], row[2]] for row in rows])
    headings = {part.label for part in PARTS} - {i.label for part in PARTS for i in part.indicators}
    values = {s.key: s.value for s in found.statistics if s.label not in headings}
    assert values == expected


def test_two_halves_side_by_side() -> None:
    rows, expected = printed()
    body = rows[1:]
    middle = next(r for r, row in enumerate(body) if row[0].startswith("三、依申请公开"))
    left, right = body[:middle], body[middle:]
    left += [["", "", ""]] * (len(right) - len(left))
    found = read([rows[0] * 2, *(a + b for a, b in zip(left, right, strict=True))])
    assert by_key(found) == expected


def test_an_indicator_of_their_own_is_kept_without_a_key() -> None:
    rows, expected = printed()
    rows.insert(6, ["6.电子显示屏公开政府信息数", "条", "99"])
    found = read(rows)
    assert Statistic(None, "6.电子显示屏公开政府信息数", "条", 99) in found.statistics
    assert {k: v for k, v in by_key(found).items() if k} == expected


def test_a_label_of_two_indicators_is_neither() -> None:
    rows, expected = printed()
    at = next(number for number, row in enumerate(rows) if row[0] == "2.政府网站在线访谈次数")
    rows[at : at + 2] = [[f"{rows[at][0]}\n{rows[at + 1][0]}", *rows[at][1:]]]
    kept: dict[str | None, float | None] = {**expected, None: expected["response.online_interviews"]}
    for key in ("response.online_interviews", "response.online_interviews_by_head"):
        del kept[key]
    assert by_key(read(rows)) == kept


def test_odd_cells_are_noted() -> None:
    rows, _ = printed()
    rows[2][2], rows[3][2] = "", "约300"
    found = read(rows)
    assert [(note.path, note.reason) for note in found.notes] == [
        ("statistics.0.value", "blank"),
        ("statistics.1.value", "text"),
    ]
