"""Five real reports, every cell compared with what a person read in them. The texts stay in `../shared`."""

import json
from pathlib import Path
from typing import Any

import pytest

from gxcrawl.reports.document import report_to_document
from gxcrawl.reports.reading import Report, read_report

HERE = Path(__file__).parent
TEXTS = HERE.parents[2] / "shared" / "seeds"
EXPECTED = sorted((HERE / "expected").glob("*.json"))

pytestmark = pytest.mark.skipif(
    not TEXTS.is_dir(), reason=f"the seed reports are not on this machine: no {TEXTS.name} beside the checkout"
)


@pytest.fixture(scope="module", params=EXPECTED, ids=lambda path: path.stem)
def seed(request: pytest.FixtureRequest) -> tuple[Report, dict[str, Any]]:
    expected: Path = request.param
    report = read_report((TEXTS / f"{expected.stem}.txt").read_bytes())
    return report, json.loads(expected.read_text(encoding="utf-8"))


@pytest.mark.parametrize("field", ["title", "year", "form", "publisher", "published_on"])
def test_head_field_is_read_as_expected(seed: tuple[Report, dict[str, Any]], field: str) -> None:
    report, expected = seed
    assert report_to_document(report)[field] == expected[field]


@pytest.mark.parametrize("section", ["proactive_disclosure", "applications", "review_litigation"])
def test_every_cell_is_read_as_expected(seed: tuple[Report, dict[str, Any]], section: str) -> None:
    report, expected = seed
    assert report_to_document(report)[section] == expected["values"][section]


def test_notes_are_as_expected_and_no_row_or_label_is_unknown(seed: tuple[Report, dict[str, Any]]) -> None:
    report, expected = seed
    assert _by_path(report_to_document(report)["notes"]) == _by_path(expected["notes"])
    assert not report.unknown_rows
    assert not report.label_notes


def test_section_headings_and_texts_are_read_as_expected(seed: tuple[Report, dict[str, Any]]) -> None:
    report, expected = seed
    assert [(s.number, s.heading) for s in report.sections] == [
        (s["number"], s["heading"]) for s in expected["sections"]
    ]
    for section, wanted in zip(report.sections, expected["sections"], strict=True):
        if wanted["text_starts"] is None:
            assert section.text == ""
        else:
            assert section.text.startswith(wanted["text_starts"])
            assert section.text.endswith(wanted["text_ends"])


def test_check_results_are_as_expected(seed: tuple[Report, dict[str, Any]]) -> None:
    report, expected = seed
    checks = [check for check in report.checks if not check.id.startswith("prose.")]
    other = {c["id"]: (c["status"], c["left"], c["right"]) for c in expected["checks"]}
    assert {c.id: (c.status, c.left, c.right) for c in checks if c.status != "pass"} == other
    counts: dict[str, dict[str, int]] = {}
    for check in checks:
        family = ".".join(check.id.split(".")[:2]) if check.id.startswith(("applications", "review")) else check.id
        counts.setdefault(family, {}).setdefault(check.status, 0)
        counts[family][check.status] += 1
    assert counts == expected["check_counts"]


def test_prose_checks_pass_for_agreeing_claims_and_are_absent_for_others(seed: tuple[Report, dict[str, Any]]) -> None:
    report, expected = seed
    agreeing = {claim["what"] for claim in expected["claims"] if claim["agrees"] is True}
    verdicts = {
        check.id.removeprefix("prose."): check.status for check in report.checks if check.id.startswith("prose.")
    }
    assert verdicts == dict.fromkeys(agreeing, "pass")
    for claim in report.claims:
        assert any(claim.what == c["what"] and claim.value == c["value"] for c in expected["claims"]), claim


def _by_path(notes: list[dict[str, str]]) -> list[dict[str, str]]:
    return sorted(notes, key=lambda note: note["path"])
