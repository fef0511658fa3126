"""What is stored is hostile, what is asked for is checked, and nothing is ever written."""

import json
import tempfile
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from starlette.testclient import TestClient
from web.stored import ACTING, HOSTILE_ID, SUMS_ID, every_page, raw_id_of

from gxcrawl.errors import CannotRun, TryLater
from gxcrawl.storage import Database
from gxcrawl.web.app import create_app
from gxcrawl.web.loading.library import Library
from gxcrawl.web.loading.sources import sanitised
from gxcrawl.web.responses import dumps
from gxcrawl.web.responses.files import safe_file_name
from gxcrawl.web.responses.hardening import PAGE_POLICY

_HARMLESS_ATTRIBUTES = {"colspan", "rowspan", "id"}
_PIECES = (
    "<script>", "</script>", "<style>", "<svg>", "<math>", "<table>", "<td id=c-1-1-1>", "<td id=x>", "<!--", "-->",
    "<a href=//x>", "<img src=x onerror=1>", "<![CDATA[", "]]>", "<noscript>", "<template>", "<textarea>", "text",
    "<title>", "</title>", "<iframe srcdoc=x>", "<base href=//x>", "<p style=x onclick=y>", "\x00", "&lt;script&gt;",
    "<meta http-equiv=refresh content='0;url=//x'>", "<link rel=prefetch href=//x>", "<object data=data:text/html,x>",
    "<td style='background:url(//x)' background=//x>", "<embed src=//x>", "<video poster=//x>", "<plaintext>", "<xmp>",
    "<svg><use href=data:image/svg+xml,x>", "<math href=javascript:x>", "<a href=data:text/html,x>", "<frameset>",
    "<button formaction=//x>", "<input autofocus onfocus=x>", "<p id=selected name=body>", "<audio src=//x>",
)  # fmt: skip


def test_a_source_page_has_no_scripts_pictures_or_forms(browser: TestClient, database: Database) -> None:
    response = browser.get(f"/sources/{quote(HOSTILE_ID)}/{raw_id_of(database, HOSTILE_ID)}")
    policy = response.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert policy.endswith("; sandbox")
    body = html.fromstring(response.text).find("body")
    assert not body.xpath(".//script | .//img | .//iframe | .//form | .//input | .//style | .//svg | .//a | .//link")
    assert {name for element in body.iter() for name in element.attrib} <= _HARMLESS_ATTRIBUTES


@settings(max_examples=60)
@given(st.lists(st.sampled_from(_PIECES)))
def test_only_text_and_structure_of_a_source_page_are_kept(pieces: list[str]) -> None:
    body = html.fragment_fromstring(sanitised("".join([*pieces, ACTING.decode()])), create_parent="div")
    assert not body.xpath(".//script | .//img | .//iframe | .//form | .//style | .//svg | .//math | .//a | .//base")
    assert {name for element in body.iter() for name in element.attrib} <= _HARMLESS_ATTRIBUTES
    assert all(value.startswith(("c-", "r-")) for value in body.xpath(".//@id"))


def test_every_page_has_a_strict_content_security_policy(browser: TestClient, database: Database) -> None:
    for address in (
        *every_page(raw_id_of(database, SUMS_ID)),
        "/nope",
        "/?year=x",
        "/api/coverage",
        "/assets/style.css",
    ):
        headers = browser.get(address).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "unsafe" not in PAGE_POLICY


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_only_get_and_head_are_allowed(browser: TestClient, method: str) -> None:
    for address in ("/", f"/reports/{SUMS_ID}", "/api/reports"):
        response = browser.request(method, address)
        assert response.status_code == 405
        assert response.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "[::1]evil"])
def test_requests_for_other_host_names_are_refused(browser: TestClient, host: str) -> None:
    response = browser.get("/", headers={"host": host})
    assert response.status_code == 400
    assert "jichuan" not in response.text


@pytest.mark.parametrize("host", ["localhost:1", "127.0.0.1", "[::1]:8321", "LOCALHOST"])
def test_requests_for_localhost_are_answered_at_any_port(browser: TestClient, host: str) -> None:
    assert browser.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/?year=$gt",
        "/?year[$gt]=1",
        "/?portal[$ne]=",
        "/?portal=a&portal=b",
        "/?page=0",
        "/?page=99999999999999999999",
        "/?level=everything",
        "/?nonsense=1",
        "/?lang=fr",
        "/contradictions?sort=__class__",
        "/contradictions?kind=$where",
        "/contradictions?least=-1",
        "/runs?stage=drop",
        "/downloads?year=1",
        "/dumps",
        "/dumps?format=exe",
        "/dumps?format=csv&portal=nobody",
        f"/reports/{SUMS_ID}?cell=$where",
    ],
)
def test_wrong_parameters_are_one_clear_line(browser: TestClient, address: str) -> None:
    response = browser.get(address)
    assert response.status_code == 400
    lines = html.fromstring(response.text).xpath("//main/p[@class='detail']/code/text()")
    assert len(lines) == 1
    assert "Traceback" not in response.text


@pytest.mark.parametrize(
    "address",
    ["/nope", "/agencies/", "/agencies/nobody", "/reports/nobody/2021", f"/reports/{SUMS_ID}?cell=applications.no.such",
     f"/sources/{SUMS_ID}/{'0' * 64}", f"/raw/{SUMS_ID}/{'0' * 64}", "/assets/../app.py", "/assets/%2e%2e%2fapp.py"],
)  # fmt: skip
def test_an_unknown_page_is_404(browser: TestClient, address: str) -> None:
    assert browser.get(address).status_code == 404


def test_a_portal_named_like_a_mongodb_operator_is_a_name(browser: TestClient) -> None:
    for portal in ('{"$ne": null}', "$ne", "' OR 1=1 --", "\x00", "%"):
        response = browser.get("/api/reports", params={"portal": portal})
        assert response.status_code == 200
        assert response.json()["count"] == 0


def test_documents_of_other_reports_are_not_shown(browser: TestClient, database: Database) -> None:
    other = raw_id_of(database, HOSTILE_ID)
    assert browser.get(f"/sources/{SUMS_ID}/{other}").status_code == 404
    assert browser.get(f"/raw/{SUMS_ID}/{other}").status_code == 404


def test_a_stored_document_is_downloaded_never_shown(browser: TestClient, database: Database) -> None:
    raw = database.raw_documents.get(raw_id_of(database, HOSTILE_ID))
    assert raw is not None
    response = browser.get(f"/raw/{quote(HOSTILE_ID)}/{raw.content_hash}")
    assert response.content == raw.content
    assert response.headers["content-type"] == "application/octet-stream"
    name = response.headers["content-disposition"].removeprefix('attachment; filename="').removesuffix('"')
    assert name == safe_file_name(name.removesuffix(".html"), ending="html")


@given(st.lists(st.text(), max_size=3), st.text(max_size=5))
def test_file_names_are_safe(parts: list[str], ending: str) -> None:
    name = safe_file_name(*parts, ending=ending)
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")
    assert not name.startswith((".", "-"))
    assert ".." not in name.partition(".")[0]


class _Away:
    """A database that cannot be read."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattr__(self, name: str) -> object:
        raise self._error


@pytest.mark.parametrize("error", [CannotRun("mongodb://secret.example: gone"), TryLater("mongodb://secret.example")])
def test_a_lost_database_is_one_line_without_its_address(error: Exception) -> None:
    browser = TestClient(create_app(Library(_Away(error), {})), base_url="http://localhost")  # type: ignore[arg-type]
    for address in ("/", "/api/coverage"):
        response = browser.get(address)
        assert response.status_code == 503
        assert "retry-after" in response.headers
        assert "secret" not in response.text


def test_too_many_dumps_at_once_are_asked_to_wait(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dumps, "_AT_ONCE", 0)
    browser = TestClient(create_app(library), base_url="http://localhost")
    response = browser.get("/dumps?format=csv")
    assert response.status_code == 503
    assert "同时生成的下载" in html.fromstring(response.text).xpath("//main/p[@class='detail']")[0].text_content()


@pytest.mark.parametrize("asked", ["bytes=0-9", "bytes=x-y", "bytes=999999999-", ""])
def test_a_dump_leaves_nothing_on_disk(
    browser: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert browser.get("/dumps?format=csv", headers={"range": asked}).status_code == 200
    assert not list(tmp_path.iterdir())


def test_an_internal_error_shows_no_traceback() -> None:
    app = create_app(Library(_Away(RuntimeError("inner words")), {}))  # type: ignore[arg-type]
    browser = TestClient(app, base_url="http://localhost", raise_server_exceptions=False)
    for address in ("/", "/api/coverage"):
        response = browser.get(address)
        assert response.status_code == 500
        assert "inner words" not in response.text
        assert response.headers["x-content-type-options"] == "nosniff"
    assert json.loads(response.text)["error"]


def test_pages_request_nothing_from_other_hosts() -> None:
    folder = Path(__file__).parents[2] / "gxcrawl" / "web"
    files = [*folder.glob("templates/*.html"), *folder.glob("assets/*")]
    assert files
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert "http://" not in text, path
        assert "https://" not in text, path
        assert "@import" not in text
