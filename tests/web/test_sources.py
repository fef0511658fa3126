"""What is shown beside a report: every cell once, in the place where it was read."""

from hypothesis import given
from hypothesis import strategies as st

from gxcrawl.presenting.places import row_cells
from gxcrawl.web.loading.sources import SourceCell, _rows

WORDS = ["总计", "其他", "（三）不予公开", "三、办理结果", "", "0", "12"]
GRIDS = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(st.sampled_from(WORDS), min_size=width, max_size=width), max_size=6)
)


def spread(rows: list[tuple[SourceCell, ...]], width: int) -> list[list[str]]:
    """The grid that a browser lays out of these cells; fails where two would fill one position, or none."""
    filled: dict[tuple[int, int], str] = {}
    for number, cells in enumerate(rows):
        for cell in cells:
            for down in range(cell.rowspan):
                for right in range(cell.colspan):
                    place = (number + down, cell.column + right)
                    assert place not in filled
                    filled[place] = cell.text
    return [[filled[number, column] for column in range(width)] for number in range(len(rows))]


@given(GRIDS)
def test_the_cells_of_a_table_are_its_grid(grid: list[list[str]]) -> None:
    width = len(grid[0]) if grid else 0
    rows = list(_rows(grid))
    assert spread(rows, width) == grid
    assert all(rows)


@given(GRIDS)
def test_every_number_keeps_a_cell_of_its_own(grid: list[list[str]]) -> None:
    for row, cells in zip(grid, _rows(grid), strict=True):
        printed = [(one.column, one.text) for one in row_cells(row) if one.text.isdigit()]
        assert [(one.column, one.text) for one in cells if one.text.isdigit()] == printed
        assert all((one.colspan, one.rowspan) == (1, 1) for one in cells if one.text.isdigit())


def test_the_label_of_a_group_reaches_down_over_its_rows() -> None:
    grid = [
        ["", "", "合计", "1"],
        ["", "", "其他", "1"],
        ["结果", "不予公开", "秘密", "1"],
        ["结果", "不予公开", "其他", "1"],
        ["结果", "总计", "总计", "2"],
        ["结转", "结转", "结转", "0"],
    ]
    rows = [[(cell.text, cell.colspan, cell.rowspan) for cell in row] for row in _rows(grid)]
    assert rows == [
        [("", 1, 2), ("", 1, 2), ("合计", 1, 1), ("1", 1, 1)],
        [("其他", 1, 1), ("1", 1, 1)],
        [("结果", 1, 3), ("不予公开", 1, 2), ("秘密", 1, 1), ("1", 1, 1)],
        [("其他", 1, 1), ("1", 1, 1)],
        [("总计", 2, 1), ("2", 1, 1)],
        [("结转", 3, 1), ("0", 1, 1)],
    ]
