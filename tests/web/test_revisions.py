"""The filter for silent revisions, on the page and in the API."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient
from support.revised import REVISED_ID, store_revised
from web.looking import page, words

from gxcrawl.storage import open_database
from gxcrawl.web.app import create_app
from gxcrawl.web.loading.library import Library


@pytest.fixture(scope="module")
def revised(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The application on a database whose report of 2021 has two revisions, the first with an unchanged date."""
    uri = f"sqlite:///{tmp_path_factory.mktemp('revisions') / 'test.db'}"
    store_revised(uri)
    with open_database(uri, read_only=True) as database:
        yield TestClient(create_app(Library(database, {})), base_url="http://localhost")


def test_the_page_shows_only_silent_revisions_when_asked(revised: TestClient) -> None:
    every, silent = (page(revised, f"/revisions{query}") for query in ("", "?silent=true"))
    assert [len(one.xpath("//tbody/tr")) for one in (every, silent)] == [2, 1]
    assert "发布日期未变" in words(silent.xpath("//tbody/tr/td[4]")[0])
    assert words(silent.xpath("//p[@class='lead']")[0]).startswith("2 份报告中有 1 份")
    assert silent.xpath("//input[@name='silent'][@checked]")
    assert not every.xpath("//input[@name='silent'][@checked]")


def test_the_api_lists_only_silent_revisions_when_asked(revised: TestClient) -> None:
    numbers = {}
    for silent in ("true", "false"):
        (report,) = revised.get(f"/api/revisions?silent={silent}").json()["items"]
        assert report["report_id"] == REVISED_ID
        numbers[silent] = [one["revision"] for one in report["revisions"]]
    assert numbers == {"true": [2], "false": [3, 2]}
    assert revised.get("/api/revisions?silent=perhaps").status_code == 400


def test_a_report_without_a_silent_revision_is_left_out(browser: TestClient) -> None:
    assert browser.get("/api/revisions").json()["count"] == 1
    assert browser.get("/api/revisions?silent=1").json()["items"] == []
