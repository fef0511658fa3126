"""The pages as files: whole, every link leads somewhere, nothing of others is overwritten."""

import re
import resource
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from web.stored import SEEN, SUMS_ID

from gxcrawl.errors import CannotRun, WrongUse
from gxcrawl.exporting import verify
from gxcrawl.storage import Database, open_database
from gxcrawl.web import static_site
from gxcrawl.web.loading.library import Library
from gxcrawl.web.rendering.links import Place, file_of, safe_name
from gxcrawl.web.static_site import MARKER, write_site


@pytest.fixture(scope="module")
def site(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site") / "site"
    pages = write_site(library, out)
    assert pages == len(list(out.rglob("*.html")))
    return out


def links(page: Path) -> Iterator[str]:
    tree = html.fromstring(page.read_text(encoding="utf-8"))
    yield from tree.xpath("//*[not(contains(@rel, 'external'))]/@href | //@src | //@data-frame")


def test_every_link_leads_to_a_file_of_the_site(site: Path) -> None:
    names: dict[Path, str] = {}
    for page in site.rglob("*.html"):
        for link in links(page):
            parts = urlsplit(link)
            if parts.scheme == "data":
                continue
            assert not parts.scheme, link
            assert not parts.query
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            assert target.is_relative_to(site.resolve()), link
            assert target.is_file(), f"{page.name} links {link}"
            if parts.fragment and target.suffix == ".html":
                text = names.setdefault(target, target.read_text(encoding="utf-8"))
                assert f'id="{unquote(parts.fragment)}"' in text, f"{page.name} links {link}"


def test_a_link_to_another_host_is_the_address_that_a_person_reads_there(site: Path) -> None:
    pages = [html.fromstring(page.read_text(encoding="utf-8")) for page in site.rglob("*.html")]
    external = [link for page in pages for link in page.xpath("//a[contains(@rel, 'external')]")]
    assert external
    assert all(link.get("href") == link.text and link.text.startswith("http://") for link in external)


def test_both_languages_have_the_same_pages(site: Path) -> None:
    english = {path.relative_to(site / "en") for path in (site / "en").rglob("*.html")}
    chinese = {path.relative_to(site) for path in site.rglob("*.html")} - {Path("en") / path for path in english}
    assert chinese == english


def test_a_full_disk_leaves_nothing_and_names_the_site(library: Library, tmp_path: Path) -> None:
    """A limit on the size of files stands for the disk; the first that is larger belongs to a dump."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
    try:
        with pytest.raises(CannotRun, match=rf"^{tmp_path}/site cannot be written: File too large; nothing was left"):
            write_site(library, tmp_path / "site")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list(tmp_path.iterdir()) == []


def test_the_coverage_can_be_narrowed_without_a_server(site: Path) -> None:
    first = html.fromstring((site / "index.html").read_text(encoding="utf-8"))
    narrowed = [site / name for name in first.xpath("//nav[@class='siblings']//a/@href") if name != "index.html"]
    assert {"index-year-2021.html", "index-level-county.html"} <= {path.name for path in narrowed}
    year = html.fromstring((site / "index-year-2021.html").read_text(encoding="utf-8"))
    assert year.xpath("//table//th[@scope='col']/text()")[1:] == ["2021"]
    level = html.fromstring((site / "index-level-county.html").read_text(encoding="utf-8"))
    agencies = "//tbody//th[@scope='row']/a/text()"
    assert set(first.xpath(agencies)) - set(level.xpath(agencies)) == {"<b>某局</b>"}


def test_the_dumps_that_come_along_are_whole(site: Path) -> None:
    damage = {folder.name: verify(folder)[1] for folder in (site / "dumps").iterdir()}
    assert damage == {"csv": [], "csv-zh": [], "jsonl": [], "xlsx": [], "xlsx-zh": []}


def test_tables_have_columns_named_in_the_language_of_the_page_first(site: Path) -> None:
    for page, first, columns in (("downloads.html", "csv-zh", "机构编号"), ("en/downloads.html", "csv", "agency_id")):
        tables = [link for link in links(site / page) if link.endswith("reports.wide.csv")]
        assert [Path(link).parent.name for link in tables] == sorted(("csv", "csv-zh"), key=lambda name: name != first)
        assert columns in ((site / page).parent / tables[0]).read_text(encoding="utf-8-sig").splitlines()[0]


def test_the_same_data_give_the_same_pages(site: Path, library: Library, tmp_path: Path) -> None:
    write_site(library, tmp_path / "again")
    pages = sorted(path.relative_to(site) for path in site.rglob("*.html"))
    assert pages == sorted(path.relative_to(tmp_path / "again") for path in (tmp_path / "again").rglob("*.html"))
    assert all((site / page).read_bytes() == (tmp_path / "again" / page).read_bytes() for page in pages)


def test_what_is_there_is_not_overwritten(library: Library, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("mine", encoding="utf-8")
    for force in (False, True):
        with pytest.raises(WrongUse):
            write_site(library, tmp_path / "mine", force=force)
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_an_older_site_is_replaced_only_with_force(library: Library, tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir()
    (out / MARKER).write_text(f"{MARKER}\nold.html\n", encoding="utf-8")
    (out / "old.html").touch()
    with pytest.raises(WrongUse, match="--force"):
        write_site(library, out)
    write_site(library, out, force=True)
    assert not (out / "old.html").exists()
    assert (out / "index.html").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert {*(out / MARKER).read_text(encoding="utf-8").splitlines()} >= {MARKER, "index.html", "assets/style.css"}
    (out / ".htaccess").touch()
    with pytest.raises(WrongUse, match="or not only that, and is not replaced"):
        write_site(library, out, force=True)


def test_nothing_is_left_behind_where_it_breaks(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaking(*_: object, **__: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(static_site, "render_page", breaking)
    with pytest.raises(KeyboardInterrupt):
        write_site(library, tmp_path / "site")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_database_makes_a_site_that_says_so(tmp_path: Path) -> None:
    with open_database(f"sqlite:///{tmp_path / 'empty.db'}") as database:
        write_site(Library(database, {}), tmp_path / "site")
    assert "gxcrawl crawl" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


def test_a_report_without_its_document_says_that_it_is_missing(database: Database, tmp_path: Path) -> None:
    """As a dump of `reports` alone is restored."""
    report = database.reports.get(SUMS_ID)
    agency = database.agencies.get(SUMS_ID.partition("/")[0])
    assert report is not None
    assert agency is not None
    with open_database(f"sqlite:///{tmp_path / 'reports.db'}") as restored:
        restored.agencies.meet(agency, SEEN)
        restored.reports.put(report)
        write_site(Library(restored, {}), tmp_path / "site")
    for folder, words in (("source", "缺少raw_documents"), ("en/source", "raw_documents are missing")):
        told = [page.read_text(encoding="utf-8") for page in (tmp_path / "site" / folder).rglob("*.html")]
        assert told
        assert all(words in page for page in told)


@given(st.text(min_size=1), st.text(min_size=1))
def test_file_names_are_safe_and_differ_where_their_pages_do(first: str, second: str) -> None:
    for place in (lambda key: Place("agency", key), lambda key: Place("runs", "", (("agency", key),))):
        names = [file_of(place(key), "zh") for key in (first, second)]
        assert (names[0] == names[1]) == (first == second)
        for name in names:
            assert re.fullmatch(r"(agency/|runs-agency-)[A-Za-z0-9._/-]+\.html", name)
            assert not any(part in ("", ".", "..") or len(part) > 200 for part in name.split("/"))


def test_a_long_name_is_cut_and_stays_its_own() -> None:
    assert safe_name("a" * 500) != safe_name("a" * 501)
    assert len(safe_name("局" * 500)) < 200
