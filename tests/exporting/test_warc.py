"""Raw documents as a web archive: warcio reads back every body and every place."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from exporting.conftest import fill
from storage.samples import DAY_1, DAY_2, a_raw, a_source
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from gxcrawl.errors import WrongUse
from gxcrawl.exporting import Options, Selection, export
from gxcrawl.model import Http
from gxcrawl.storage import Database


def records(path: Path) -> list[dict[str, Any]]:
    """Every record: its type, address, headers and content."""
    with path.open("rb") as stream:
        return [
            {
                "type": record.rec_type,
                "url": record.rec_headers.get_header("WARC-Target-URI"),
                "warc": dict(record.rec_headers.headers),
                "status": record.http_headers and record.http_headers.get_statuscode(),
                "http": dict(record.http_headers.headers) if record.http_headers else {},
                "content": record.content_stream().read(),
            }
            for record in ArchiveIterator(stream)
        ]


@pytest.mark.parametrize("compressed", [False, True])
def test_warcio_reads_every_body_back(database: Database, tmp_path: Path, compressed: bool) -> None:
    manifest = export(database, "warc", tmp_path / "dump", options=Options(gzip=compressed))
    path = tmp_path / "dump" / ("raw_documents.warc.gz" if compressed else "raw_documents.warc")
    found = records(path)
    bodies = {record["url"]: record["content"] for record in found if record["type"] in ("response", "resource")}
    kept = [database.raw_documents.get(entry.content_hash) for entry in database.raw_documents.entries()]
    assert bodies == {raw.sources[0].url: raw.content for raw in kept if raw is not None}
    assert len(bodies) == 5
    assert next(file.count for file in manifest.files if file.collection) == len(found)


def test_digests_match_the_payloads(database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export(database, "warc", tmp_path / "dump", options=Options(gzip=True))

    class Command:
        inputs = (str(tmp_path / "dump" / "raw_documents.warc.gz"),)
        verbose = True

    assert Checker(Command()).process_all() == 0
    assert "digest pass" in capsys.readouterr().out


def test_records_have_http_headers_dates_and_provenance(empty: Database, tmp_path: Path) -> None:
    answer = Http(200, '"e1"', "Mon, 25 Jan 2021 00:00:00 GMT", "text/html; charset=gb18030")
    first = a_source(
        "http://a.example/年报 1.html", DAY_1, http=answer, title="一\r\nX: y", found_on="http://a.example/l"
    )
    second = a_source("http://b.example/2.html", DAY_2, http=Http(404, None, None, None), refused="an error page")
    empty.raw_documents.keep(a_raw(b"<html>1</html>", first, second))
    export(empty, "warc", tmp_path / "dump")
    response, about, revisit, about_again = records(tmp_path / "dump" / "raw_documents.warc")
    assert (response["type"], response["status"], response["content"]) == ("response", "200", b"<html>1</html>")
    assert response["url"] == "http://a.example/%E5%B9%B4%E6%8A%A5%201.html"
    assert response["warc"]["WARC-Date"] == "2021-01-25T03:04:05.678000Z"
    assert response["http"] == {
        "Content-Type": "text/html; charset=gb18030",
        "ETag": '"e1"',
        "Last-Modified": "Mon, 25 Jan 2021 00:00:00 GMT",
        "Content-Length": "14",
    }
    lines = about["content"].decode().splitlines()
    assert {"via: http://a.example/l", "agency_id: fuyang-lushan", "title: 一 X: y", "kind: html"} <= set(lines)
    assert about["warc"]["WARC-Concurrent-To"] == response["warc"]["WARC-Record-ID"]
    assert (revisit["type"], revisit["status"], revisit["url"]) == ("revisit", "404", second.url)
    assert revisit["warc"]["WARC-Refers-To-Target-URI"] == response["url"]
    assert revisit["warc"]["WARC-Payload-Digest"] == response["warc"]["WARC-Payload-Digest"]
    assert "refused: an error page" in about_again["content"].decode()


def test_a_file_not_fetched_by_http_is_a_resource_record(empty: Database, tmp_path: Path) -> None:
    empty.raw_documents.keep(a_raw(b"%PDF-1.7", a_source("file:///a.pdf", http=Http()), kind="pdf"))
    export(empty, "warc", tmp_path / "dump")
    resource, _ = records(tmp_path / "dump" / "raw_documents.warc")
    assert (resource["type"], resource["status"], resource["content"]) == ("resource", None, b"%PDF-1.7")


def test_line_breaks_in_a_header_add_no_header(empty: Database, tmp_path: Path) -> None:
    answer = Http(200, "a\r\nX-Evil: 1", None, "text/html\nX-Evil: 2")
    empty.raw_documents.keep(a_raw(b"1", a_source("http://a.example/\r\nWARC-Type: x", http=answer)))
    export(empty, "warc", tmp_path / "dump")
    response, _ = records(tmp_path / "dump" / "raw_documents.warc")
    assert "X-Evil" not in response["http"]
    assert response["type"] == "response"


def test_the_same_data_give_the_same_bytes(empty: Database, server_database: Database, tmp_path: Path) -> None:
    fill(empty)
    fill(server_database)
    contents = []
    for number, database in enumerate((empty, empty, server_database)):
        export(database, "warc", tmp_path / f"{number}", options=Options(gzip=True))
        contents.append((tmp_path / f"{number}" / "raw_documents.warc.gz").read_bytes())
    assert len(set(contents)) == 1
    assert sum(1 for _ in ArchiveIterator(BytesIO(contents[0]))) == 10


def test_only_raw_documents_are_records(database: Database, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="warc holds raw_documents only, not reports"):
        export(database, "warc", tmp_path / "dump", Selection(collections=("reports",)))
    with pytest.raises(WrongUse, match="--header means nothing to warc; leave it out, or choose from csv, xlsx"):
        export(database, "warc", tmp_path / "dump", options=Options(header="zh"))
