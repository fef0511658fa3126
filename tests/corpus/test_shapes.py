"""Tables in shapes that nobody thought of: whatever happens to them, no number is wrong without a note."""

from random import Random

from corpus.shapes import HARMFUL, HARMLESS, WRAPS, Markup
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from support.official import EDITIONS, expected_of, tables_of, values

from gxcrawl.model import Report
from gxcrawl.reports.reading import read_report

relaxed = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))

markups = st.builds(
    Markup,
    wrap=st.sampled_from(WRAPS),
    header_cells=st.booleans(),
    end_tags=st.booleans(),
    caption=st.sampled_from(("", "<caption>单位：件</caption>")),
    sections=st.booleans(),
    table=st.sampled_from(("<table>{}</table>", '<div><table border="1">{}</table></div>')),
    side_by_side=st.booleans(),
    spans=st.sampled_from((str, '"{};"'.format, "'{}'".format)),
)
editions = st.sampled_from(list(EDITIONS))
# a cell too wide and a cell too few in one row cannot be told from two merged cells
harmful = st.sets(st.sampled_from(sorted(HARMFUL)), min_size=1, max_size=2).filter(
    lambda names: not {"wrong_span", "lost_cell"} <= names
)
seeds = st.integers(0, 2**32)
# an empty column that no header reaches over cannot be told from a column of numbers
harmless = st.sets(st.sampled_from(sorted(HARMLESS)), max_size=4).filter(
    lambda names: "no_spans" not in names or names.isdisjoint(("spacer_column", "edge_column"))
)


def silently_wrong(report: Report, truth: dict[str, int]) -> dict[str, object]:
    noted = {note.path for note in report.notes}
    return {
        path: (value, truth.get(path))
        for path, value in values(report).items()
        if value != truth.get(path) and path not in noted
    }


@relaxed
@given(editions, harmless, markups, seeds)
def test_harmless_table_shapes_lose_no_number(edition: str, names: set[str], markup: Markup, seed: int) -> None:
    tables, rng = tables_of(edition), Random(seed)
    for name in [one for one in HARMLESS if one in names]:
        tables = HARMLESS[name](rng, tables)
    assert values(read_report(markup.page(tables))) == expected_of(edition)


@relaxed
@given(editions, harmless, harmful, markups, seeds)
# in section 4 a blank edge makes up for a label that spans one column too many
@example("2019", {"edge_column"}, {"merged_numbers", "wrong_span"}, Markup(), 26980)
@example("2019", {"edge_column"}, {"merged_numbers", "wrong_span"}, Markup(), 18868)
@example("2021", {"edge_column", "padded_numbers"}, {"merged_numbers", "wrong_span"}, Markup(), 1163268603)
@example("2021", {"edge_column", "padded_numbers"}, {"merged_numbers", "wrong_span"}, Markup(), 20774)
def test_harmful_table_shapes_give_no_wrong_number_without_a_note(
    edition: str, harmless: set[str], harmful: set[str], markup: Markup, seed: int
) -> None:
    tables, rng = tables_of(edition), Random(seed)
    for name in (*HARMLESS, *HARMFUL):
        if name in harmless | harmful:
            tables = {**HARMLESS, **HARMFUL}[name](rng, tables)
    assert silently_wrong(read_report(markup.page(tables)), expected_of(edition)) == {}
