"""What makes a number doubtful: notes, and checks that fail."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from presenting.stored import stored, truth

from gxcrawl.presenting.doubts.check_paths import checks_using, failing_of, paths_by_check, suspects_by_check
from gxcrawl.presenting.doubts.numbers import REASONS, Doubts, doubts_of
from gxcrawl.presenting.explaining import explain
from gxcrawl.presenting.page import doubtful_of, page_of
from gxcrawl.presenting.prose import passages_of
from gxcrawl.presenting.values import cells_of, indicator_paths, text_of
from gxcrawl.simulation.writers.html import write_page


def doubts(document: dict[str, Any]) -> Doubts:
    return doubts_of(document, cells_of(document))


def test_a_regular_report_has_no_doubts() -> None:
    document = stored(truth(2022))
    assert doubts(document) == Doubts({}, (), {})
    assert doubtful_of(document) == []


def test_every_note_has_a_letter_and_each_reason_one_footnote() -> None:
    document = stored(truth(2020, "counter_words", "blank_cells"))
    found = doubts(document)
    assert found.letters.keys() == {note["path"] for note in document["notes"]}
    assert [(one.letter, one.text) for one in found.footnotes] == [
        (found.letters[note["path"]], REASONS[note["reason"]])
        for note in {note["reason"]: note for note in reversed(document["notes"])}.values()
    ][::-1]
    assert sum(one.count for one in found.footnotes) == len(document["notes"])


def test_the_number_that_would_mend_a_sum_is_the_suspect_and_its_neighbours_are_involved() -> None:
    document = stored(truth(2022, "wrong_sum"))
    found = doubts(document)
    suspects = {path for path, standing in found.standings.items() if standing == "suspect"}
    guessed = {guess["path"] for check in document["checks"] for guesses in check["guesses"] for guess in guesses}
    assert suspects == guessed != set()
    assert found.standing("applications.unavailable.not_held.total") == "involved"
    assert found.standing("review_litigation.review.total") == "plain"


def test_a_failing_check_without_a_guess_makes_all_it_compares_suspect() -> None:
    document = stored(truth(2022))
    document["checks"] = [{"id": "applications.row_total.granted", "status": "fail", "message": "", "guesses": []}]
    row = {f"applications.granted.{key}" for key in document["applications"]["granted"]}
    assert doubts(document).standings == dict.fromkeys(row, "suspect")


def test_prose_that_contradicts_is_marked_where_it_stands() -> None:
    document = stored(truth(2022, "contradicting_prose"))
    assert doubts(document).standing("applications.new_received.total") == "suspect"
    [section] = [section for section in page_of(document).prose if section.contested]
    [(start, end)] = section.contested
    [claim] = [claim for claim in document["claims"] if claim["what"] == "received"]
    assert section.text[start:end] == claim["quote"]


def test_a_claim_of_the_older_form_is_about_its_indicator() -> None:
    """Claims name an indicator by its key; the table has it at its place."""
    document = stored(truth(2016))
    path = indicator_paths(document)["statistics.applications.received"]
    paths = [["statistics.applications.received"]]
    claim = {"what": "received", "section": 1, "start": 0, "quote": "收到申请9件", "value": 9, "paths": paths}
    check = {"id": "prose.received", "status": "fail", "message": ""}
    document |= {
        "sections": [{"number": 1, "heading": "", "text": "收到申请9件。"}],
        "claims": [claim],
        "checks": [check],
    }
    assert doubts(document).standings == {path: "suspect"}
    [passage] = passages_of(document, cells_of(document))
    assert [(words.text, words.agreement, words.path) for words in passage.words] == [
        ("收到申请9件", "contradicts", path),
        ("。", "none", None),
    ]
    assert page_of(document).prose[0].contested == ((0, 6),)


def test_what_a_check_guesses_is_what_it_is_about_and_all_it_compares_where_it_guesses_nothing() -> None:
    document = stored(truth(2022, "wrong_sum"))
    compared = paths_by_check(document, cells_of(document))
    for check in document["checks"]:
        if check["status"] == "fail":
            guessed = {guess["path"] for guesses in check["guesses"] for guess in guesses}
            assert suspects_by_check(document, compared)[check["id"]] == (guessed or compared[check["id"]])
    for check in document["checks"]:
        check["guesses"] = []
    assert suspects_by_check(document, compared) == {one["id"]: compared[one["id"]] for one in failing_of(document)}


def test_cells_that_copies_dispute_are_suspect() -> None:
    document = stored(truth(2022))
    disputed = ["applications.granted.total"]
    document["checks"] = [{"id": "copies.agreement", "status": "fail", "message": "", "disputed": disputed}]
    assert doubts(document).standings == {"applications.granted.total": "suspect"}


def test_the_checks_of_a_value_name_it() -> None:
    document = stored(truth(2022, "wrong_sum"))
    cells = cells_of(document)
    using = checks_using(document, "applications.unavailable.not_held.total", cells)
    assert using[0]["id"] == "applications.row_total.unavailable.not_held"
    assert {check["id"] for check in using} >= {"applications.result_total.total"}
    assert paths_by_check(document, cells)["published.deadline"] == frozenset()


@given(st.sets(st.sampled_from(["applications", "proactive_disclosure", "review_litigation", "checks", "notes"])))
def test_a_report_with_parts_missing_is_shown_all_the_same(absent: set[str]) -> None:
    document = {**_WHOLE, **dict.fromkeys(absent)}
    page = page_of(document)
    assert len(page.sheets) == 3 - len(absent - {"checks", "notes"})


def test_values_as_they_are_read() -> None:
    cells = cells_of(stored(truth(2020, "amounts_with_unit")))
    amounts = {text_of(cell.value)[-1] for path, cell in cells.items() if path.endswith("amount")}
    assert amounts == {"元"}
    assert text_of(None) == "?"


@pytest.mark.parametrize("check", ["form.agency", "form.year"])
def test_where_it_is_doubtful_whose_report_it_is_all_its_numbers_are_and_none_is_the_culprit(check: str) -> None:
    document = stored(truth(2022))
    document["checks"] = [{"id": check, "status": "fail", "message": "", "guesses": []}]
    cells = cells_of(document)
    assert doubts(document).standings == dict.fromkeys(cells, "involved")
    assert suspects_by_check(document, paths_by_check(document, cells)) == {check: set()}
    document["checks"][0]["status"] = "pass"
    assert doubts(document).standings == {}


@pytest.mark.parametrize(
    ("printed", "note", "count"),
    [
        (("商业企业", "商业业"), "applications.*.business", 25),
        (("本年废止件数", "本年止件数"), "proactive_disclosure.*.repealed", 2),
        (("（一）予以公开", "（一）予以开"), "applications.granted", 7),
        (("结果维持", "结维持"), "review_litigation.review.upheld", 1),
    ],
)
def test_numbers_beside_and_below_a_damaged_label_say_so(printed: tuple[str, str], note: str, count: int) -> None:
    report = truth(2022)
    document = stored(report, write_page(report, "plain").decode().replace(*printed, 1).encode())
    assert [one["path"] for one in document["label_notes"]] == [note]
    table, column = note.partition(".")[0], note.rpartition(".")[2]
    found = doubts(document).labels
    assert len(found) == count
    assert all(path.startswith(f"{table}.") and f".{column}" in path for path in found)
    assert {one["path"] for one in doubtful_of(document) if one["damaged_labels"] == [printed[1]]} == found.keys()
    [explained] = explain(document, next(iter(found)))
    assert [printed[1] in sentence for sentence in explained.labels] == [True]
    beside = [row.bridged for sheet in page_of(document).sheets for row in sheet.rows if row.bridged]
    below = [cell.bridged for sheet in page_of(document).sheets for row in sheet.rows for cell in row.cells]
    assert (len(beside), sum(below)) == ((1, 0) if note == "applications.granted" else (0, count))


_WHOLE = stored(truth(2022, "wrong_sum", "counter_words"))
