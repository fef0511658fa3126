"""Sends alarms by mail and webhook. Blocking; called when the run is over.

Spidermon's own mail action uses `scrapy.mail`, which is deprecated since Scrapy 2.15 and sends from a reactor that is
about to stop; the standard library's client has finished when it returns.
"""

import json
import smtplib
import ssl
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from http.client import HTTPException, InvalidURL
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from gxcrawl.errors import CannotRun, WrongUse

_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class MailServer:
    """The server that accepts mail.

    ssl: TLS from the first byte; tls: after STARTTLS. user: empty if none is needed.
    """

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""
    tls: bool = False
    ssl: bool = False


def send_mail(server: MailServer, recipients: Sequence[str], run_id: str, alarms: Sequence[str]) -> None:
    """Sends one mail with all alarms. Raises WrongUse for an invalid name or address, CannotRun if it is not accepted.

    With TLS the server's certificate is checked, because it is sent a password.
    """
    message, trusted = EmailMessage(), ssl.create_default_context()
    try:
        message["Subject"] = f"gxcrawl: {len(alarms)} alarm{'s' * (len(alarms) > 1)} in run {run_id}"
        message["From"] = server.sender
        message["To"] = ", ".join(recipients)
        message.set_content("".join(f"{line}\n" for line in alarms))
        with ExitStack() as leaving:
            connection = _connected(server, trusted)
            leaving.callback(_leave, connection)
            if server.tls:
                connection.starttls(context=trusted)
            if server.user:
                connection.login(server.user, server.password)
            connection.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        raise CannotRun(f"alarms could not be mailed by {server.host}:{server.port}: {error}") from error
    except ValueError:  # whose words may hold a part of the password
        raise WrongUse(
            "alarms cannot be mailed: GXCRAWL_ALARM_MAIL, MAIL_FROM, MAIL_USER or MAIL_PASS holds a line end, or a "
            "letter that is not ASCII"
        ) from None


def _connected(server: MailServer, trusted: ssl.SSLContext) -> smtplib.SMTP:
    if server.ssl:
        return smtplib.SMTP_SSL(server.host, server.port, timeout=_SECONDS, context=trusted)
    return smtplib.SMTP(server.host, server.port, timeout=_SECONDS)


def _leave(connection: smtplib.SMTP) -> None:
    """Says goodbye to a server; errors are ignored, because the mail has already been accepted or refused."""
    with suppress(OSError, smtplib.SMTPException):
        connection.quit()
    connection.close()


def post_alarms(url: str, run_id: str, alarms: Sequence[str]) -> None:
    """POSTs `{"run", "alarms", "text"}` as JSON; chat services show `text`.

    Raises WrongUse for an invalid address, CannotRun if it is not accepted; messages omit the address, which may hold a
    secret.
    """
    content = {"run": run_id, "alarms": list(alarms), "text": "\n".join([f"gxcrawl {run_id}", *alarms])}
    body = json.dumps(content, ensure_ascii=False).encode()
    try:
        address = urlsplit(url)
        if address.scheme not in ("http", "https"):
            raise ValueError
        request = Request(url, body, {"Content-Type": "application/json"})  # noqa: S310 - the scheme is checked
        with urlopen(request, timeout=_SECONDS):  # noqa: S310
            return
    except (ValueError, InvalidURL):  # whose words hold the address, or a part of it
        raise WrongUse(
            "GXCRAWL_ALARM_WEBHOOK is no http(s) address; give the whole address of the webhook, percent-encoded"
        ) from None
    except (URLError, OSError, HTTPException) as error:
        raise CannotRun(f"alarms could not be posted to {address.hostname}: {error}") from error
