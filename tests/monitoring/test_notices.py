"""Alarms that cannot be said: one line why, which holds neither address nor password."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.certificate import self_signed

from gxcrawl.errors import CannotRun, WrongUse
from gxcrawl.monitoring.notices import MailServer, post_alarms, send_mail

NOBODY = MailServer("127.0.0.1", 9, "gxcrawl@example.org")


@pytest.mark.parametrize(
    "url",
    [
        "file:///SECRET",
        "http://127.0.0.1:9/SECRET of ours",
        "http://127.0.0.1:9/密SECRET",
        "http://127.0.0.1:SECRET/",
        "http://[::1/SECRET",
        "http://例子.测试/SECRET",
        f"http://{'a' * 70}.example/SECRET",
    ],
)
def test_an_invalid_webhook_url_is_not_repeated_in_the_error(url: str) -> None:
    with pytest.raises(WrongUse) as refused:
        post_alarms(url, "run-1", ["an alarm"])
    assert "GXCRAWL_ALARM_WEBHOOK" in str(refused.value)
    assert "SECRET" not in str(refused.value)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize(
    ("server", "recipient"),
    [
        (NOBODY, "a@example.org\nBcc: b@example.org"),
        (MailServer("127.0.0.1", 9, "a\nb@example.org"), "a@example.org"),
    ],
)
def test_a_mail_address_or_user_name_with_a_line_break_is_refused(server: MailServer, recipient: str) -> None:
    with pytest.raises(WrongUse, match="GXCRAWL_ALARM_MAIL, MAIL_FROM"):
        send_mail(server, [recipient], "run-1", ["an alarm"])


@pytest.fixture
def impostor(tmp_path: Path) -> Iterator[MailServer]:
    """Says that it is the mail server; nobody of authority says so."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed(tmp_path))
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            with contextlib.suppress(OSError), context.wrap_socket(listening.accept()[0], server_side=True) as client:
                client.sendall(b"220 here\r\n")
                while client.recv(1000):
                    client.sendall(b"250 ok\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        yield MailServer("127.0.0.1", listening.getsockname()[1], "gxcrawl@example.org", "name", "SECRET", ssl=True)
        thread.join(5)


def test_a_mail_server_without_a_valid_certificate_gets_no_password(impostor: MailServer) -> None:
    with pytest.raises(CannotRun, match="certificate verify failed"):
        send_mail(impostor, ["a@example.org"], "run-1", ["an alarm"])
