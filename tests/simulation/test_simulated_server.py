"""The server: it sends the site's responses unchanged, and logs every request."""

import urllib.error
import urllib.request
from dataclasses import dataclass

import pytest

from gxcrawl.simulation.publishing.exchange import Request, Response, text_response
from gxcrawl.simulation.server import serve


@dataclass(frozen=True)
class Echo:
    """Responds with a description of the request."""

    def respond(self, request: Request) -> Response:
        if request.path == "/missing":
            return text_response("none", status=404)
        if request.path == "/same":
            return Response(304, b"", (("ETag", '"1"'),))
        asked = f"{request.method} {request.path} {dict(request.query)} {dict(request.form)}"
        return text_response(f"{asked} {request.serial} {request.visit}")


def ask(url: str, body: bytes | None = None) -> str:
    with urllib.request.urlopen(url, body, timeout=5) as answer:  # noqa: S310 - our own loopback address
        return str(answer.read().decode())


def test_a_request_reaches_the_site_with_its_query_and_its_form() -> None:
    with serve(Echo()) as running:
        assert ask(f"{running.url}a%20b?x=1&y=", b"z=%E5%B9%B4") == "POST /a b {'x': '1', 'y': ''} {'z': '年'} 0 0"


def test_requests_are_numbered_and_visits_counted_by_address() -> None:
    with serve(Echo()) as running:
        answers = [ask(f"{running.url}{path}").split()[-2:] for path in ("a", "b", "a", "a?x=1")]
        assert answers == [["0", "0"], ["1", "0"], ["2", "1"], ["3", "0"]]
        assert running.log.paths() == ["/a", "/b", "/a", "/a"]
        running.log.clear()
        assert ask(f"{running.url}a").endswith("0 0")


def test_errors_and_not_modified_go_out_as_they_are() -> None:
    with serve(Echo()) as running:
        for path, status in (("missing", 404), ("same", 304)):
            with pytest.raises(urllib.error.HTTPError) as error:
                ask(f"{running.url}{path}")
            assert error.value.code == status
            error.value.close()


def test_a_port_in_use_is_skipped() -> None:
    with serve(Echo()) as first, serve(Echo(), (first.server_port, 0)) as second:
        assert second.server_port != first.server_port
        assert ask(second.url).startswith("GET /")


def test_an_error_is_raised_if_all_ports_are_in_use() -> None:
    with serve(Echo()) as first, pytest.raises(OSError, match=r"[Aa]ddress"), serve(Echo(), (first.server_port,)):
        pass


def test_the_site_can_change_while_it_is_served() -> None:
    @dataclass(frozen=True)
    class Other:
        def respond(self, request: Request) -> Response:
            return text_response(f"other {request.path}")

    with serve(Echo()) as running:
        assert ask(running.url).startswith("GET /")
        running.site = Other()
        assert ask(running.url) == "other /"


def test_the_port_is_free_again_afterwards() -> None:
    with serve(Echo()) as first:
        port = first.server_port
    with serve(Echo(), (port,)) as again:
        assert again.server_port == port
        assert ask(again.url)
