"""Files of tables in each of the three formats: the same bytes for the same data, safe to open, however large."""

import csv
import gzip
import io
import string
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from exporting.conftest import fill
from exporting.tables_read import READERS, every_format, read_xlsx
from hypothesis import given
from hypothesis import strategies as st
from storage.samples import a_report

from gxcrawl.exporting import Options, export
from gxcrawl.exporting.formats import csv as csv_format
from gxcrawl.exporting.formats import tables as table_formats
from gxcrawl.exporting.formats import xlsx as xlsx_format
from gxcrawl.storage import Database


def test_a_workbook_colours_what_does_not_add_up(reports: Database, tmp_path: Path) -> None:
    export(reports, "xlsx", tmp_path / "dump")
    book = openpyxl.load_workbook(tmp_path / "dump" / "report_revisions.wide.xlsx")
    header, row = book.active.iter_rows()
    colours = {name.value: cell.fill.fgColor.rgb for name, cell in zip(header, row, strict=True) if cell.has_style}
    suspect = "applications.unavailable.not_held.natural_person"
    assert [name for name, colour in colours.items() if colour == "FFFFC7CE"] == [suspect]
    involved = {name for name, colour in colours.items() if colour == "FFFFEB9C"}
    assert {name.rpartition(".")[0] for name in involved if name.endswith(".total")} == {suspect.rpartition(".")[0]}


def test_excel_is_told_that_a_csv_is_utf_8(reports: Database, tmp_path: Path) -> None:
    export(reports, "csv", tmp_path / "plain")
    export(reports, "csv", tmp_path / "small", options=Options(gzip=True))
    content = (tmp_path / "plain" / "reports.tidy.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfagency_id,")
    assert gzip.decompress((tmp_path / "small" / "reports.tidy.csv.gz").read_bytes()) == content


def test_pandas_reads_all_three_alike(reports: Database, tmp_path: Path) -> None:
    for form in READERS:
        export(reports, form, tmp_path / form)
    frames = [
        pd.read_csv(tmp_path / "csv" / "reports.tidy.csv"),
        pd.read_excel(tmp_path / "xlsx" / "reports.tidy.xlsx"),
        pd.read_parquet(tmp_path / "parquet" / "reports.tidy.parquet"),
    ]
    totals = [frame.groupby(["agency_id", "year", "table"])["value"].sum().to_dict() for frame in frames]
    assert totals[0] == totals[1] == totals[2]
    assert all(frame["value"].dtype == "float64" and frame["year"].dtype == "int64" for frame in frames)


@every_format
def test_the_same_data_give_the_same_bytes(
    form: str, empty: Database, server_database: Database, tmp_path: Path
) -> None:
    fill(empty)
    fill(server_database)
    for number, database in enumerate((empty, empty, server_database)):
        export(database, form, tmp_path / f"{number}")
    first, *others = [{path.name: path.read_bytes() for path in (tmp_path / f"{n}").iterdir()} for n in range(3)]
    assert all(other == first for other in others)


HOSTILE = '=HYPERLINK("http://x","点我")', "+1", "-1+1|'calc'!A1", "@SUM(A1)", "\t=1", "'=1", "＝1", '"', ",\r\n;", "\r"


@every_format
@pytest.mark.parametrize("title", [*HOSTILE, "\x00", "_x0041_", "a\x1fb", "长" * 40_000])
def test_hostile_titles_run_nothing_and_break_nothing(form: str, title: str, empty: Database, tmp_path: Path) -> None:
    empty.reports.put(a_report(title=title))
    export(empty, form, tmp_path / "dump")
    path = tmp_path / "dump" / f"reports.wide.{form}"
    [row] = READERS[form](path)
    if form == "parquet":
        assert row["title"] == title
    elif form == "csv":
        assert row["title"] == table_formats.printable(title)
        [raw] = csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
        assert raw["title"].lstrip()[:1] not in set("=+-@＝")
    else:
        assert row["title"] == xlsx_format.fitting(title)
        assert all(cell.data_type != "f" for cell in next(openpyxl.load_workbook(path).active.iter_rows(min_row=2)))


@given(st.text(alphabet=st.sampled_from([*"=+-@'\"\t\r\n ,;\x00", *string.ascii_letters, "＝", "规"])))
def test_what_is_made_harmless_is_given_back_by_taking_one_apostrophe_off(text: str) -> None:
    harmless = str(csv_format.harmless(text))
    assert harmless.lstrip()[:1] not in set("=+-@＝＋－＠")
    assert harmless.removeprefix("'") == table_formats.printable(text)


def test_a_number_beyond_what_a_table_holds_exactly_is_still_there(empty: Database, tmp_path: Path) -> None:
    empty.reports.put(a_report(2**60 + 1))
    for form, read in READERS.items():
        export(empty, form, tmp_path / form)
        values = [
            row["value"] for row in read(tmp_path / form / f"reports.tidy.{form}") if row["row"] == "new_received"
        ]
        assert values == [float(2**60), float(2**60)]


def test_a_sheet_that_is_full_goes_on_in_the_next(
    reports: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(reports, "xlsx", tmp_path / "one")
    monkeypatch.setattr(xlsx_format, "ROWS_OF_A_SHEET", 100)
    export(reports, "xlsx", tmp_path / "many")
    assert len(openpyxl.load_workbook(tmp_path / "many" / "reports.tidy.xlsx", read_only=True).worksheets) > 5
    assert read_xlsx(tmp_path / "many" / "reports.tidy.xlsx") == read_xlsx(tmp_path / "one" / "reports.tidy.xlsx")


def test_a_workbook_can_be_read_as_it_opens(empty: Database, tmp_path: Path) -> None:
    empty.reports.put(a_report())
    export(empty, "xlsx", tmp_path / "dump", options=Options(header="zh"))
    sheet = openpyxl.load_workbook(tmp_path / "dump" / "reports.wide.xlsx").active
    header = next(sheet.iter_rows(max_row=1))
    longest = 2 * max(len(cell.value) for cell in header)  # such a letter is as wide as two digits
    assert all(cell.alignment.wrap_text for cell in header)
    assert sheet.row_dimensions[1].height / 15 >= longest / 14
    assert sheet.column_dimensions["C"].width > 2 * len("某某市某某区人民政府")  # agency_name
    assert sheet.freeze_panes == "B2"  # names of columns and whose row it is stay in sight
    assert (sheet.title, sheet.auto_filter.ref) == ("reports.wide", f"A1:{sheet.cell(2, len(header)).coordinate}")
