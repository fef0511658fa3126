"""Alarms, said where somebody hears them: a mail, a webhook. Blocking; called when the run is over.

Spidermon's own mail action goes through `scrapy.mail`, which Scrapy 2.15 deprecated and which sends from a reactor
that is about to stop; the standard library's client is done when it returns.
"""

import json
import smtplib
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from http.client import HTTPException
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from gxcrawl.errors import CannotRun, WrongUse

_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in. ssl: TLS from the first byte; tls: after STARTTLS. user: empty where none is needed."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""
    tls: bool = False
    ssl: bool = False


def send_mail(server: MailServer, recipients: Sequence[str], run_id: str, alarms: Sequence[str]) -> None:
    """One mail with all alarms. CannotRun where it is not taken."""
    message = EmailMessage()
    message["Subject"] = f"gxcrawl: {len(alarms)} alarm{'s' * (len(alarms) > 1)} in run {run_id}"
    message["From"] = server.sender
    message["To"] = ", ".join(recipients)
    message.set_content("".join(f"{line}\n" for line in alarms))
    connect = smtplib.SMTP_SSL if server.ssl else smtplib.SMTP
    try:
        with connect(server.host, server.port, timeout=_SECONDS) as connection:
            if server.tls:
                connection.starttls()
            if server.user:
                connection.login(server.user, server.password)
            connection.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        raise CannotRun(f"alarms could not be mailed by {server.host}:{server.port}: {error}") from error


def post_alarms(url: str, run_id: str, alarms: Sequence[str]) -> None:
    """POSTs `{"run", "alarms", "text"}` as JSON; `text` is what chat services show.

    WrongUse for an address that is none, CannotRun where it is not taken; the address is not repeated, it may hold a
    secret.
    """
    if urlsplit(url).scheme not in ("http", "https"):
        raise WrongUse("GXCRAWL_ALARM_WEBHOOK is no http(s) address; give the whole address of the webhook")
    content = {"run": run_id, "alarms": list(alarms), "text": "\n".join([f"gxcrawl {run_id}", *alarms])}
    body = json.dumps(content, ensure_ascii=False).encode()
    request = Request(url, body, {"Content-Type": "application/json"})  # noqa: S310 - the scheme is checked
    try:
        with urlopen(request, timeout=_SECONDS):  # noqa: S310
            return
    except (URLError, OSError, HTTPException) as error:
        raise CannotRun(f"alarms could not be posted to {urlsplit(url).hostname}: {error}") from error
