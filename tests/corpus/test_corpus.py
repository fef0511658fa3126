"""The gate: how much of the pinned corpus comes out right, cell by cell and note by note."""

import sys
from dataclasses import dataclass, field

import pytest
from corpus.documents import Printed, corpus
from support.truth import differences, flatten, plain

from gxcrawl.forms.report import Hint
from gxcrawl.reports.document import report_to_document
from gxcrawl.reports.reading import read_report

CELLS_RIGHT = 0.999
DOCUMENTS_RIGHT = 0.99


@dataclass
class Score:
    cells: int = 0
    cells_right: int = 0
    documents: int = 0
    documents_right: int = 0
    silent: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def add(self, printed: Printed) -> None:
        report = read_report(printed.body(), Hint(published_on=printed.truth.published_on))
        document = report_to_document(report)
        found, wanted = flatten(document), {path: plain(value) for path, value in printed.truth.values.items()}
        noted = {note.path for note in report.notes}
        for path in found.keys() | wanted.keys():
            right = found.get(path, "absent") == wanted.get(path, "absent")
            self.cells += 1
            self.cells_right += right
            if not right and path not in noted:
                self.silent.append(f"{printed.name}: {path}")
        different = differences(document, printed.truth)
        self.documents += 1
        self.documents_right += not different
        if different:
            self.wrong.append(f"{printed.name}: {different[:3]}")


def test_corpus_accuracy_meets_thresholds_and_no_error_lacks_a_note(capsys: pytest.CaptureFixture[str]) -> None:
    score = Score()
    for printed in corpus():
        score.add(printed)
    with capsys.disabled():
        sys.stdout.write(
            f"\ncorpus: {score.documents} documents, {score.documents_right} wholly right; "
            f"{score.cells} cells, {score.cells_right} right; {len(score.silent)} wrong without a note\n"
        )
    assert score.silent == []
    assert score.cells_right >= score.cells * CELLS_RIGHT, score.wrong
    assert score.documents_right >= score.documents * DOCUMENTS_RIGHT, score.wrong
