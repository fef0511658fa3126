"""Viewers: pages that show a file which their own address names."""

import re
from base64 import b64decode
from urllib.parse import parse_qsl, unquote, urlsplit

from gxcrawl.portals.addresses import joined

# static pages do not deliver files but show them
_VIEWER = re.compile(r"\.s?html?$|/op/(?:view|embed)\.aspx$|/onlinePreview$", re.IGNORECASE)
_SHOWN = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|ofd)$", re.IGNORECASE)


def behind_viewer(url: str) -> str:
    """The file that a viewer shows by its address, `viewer.html?file=/up/1.pdf`; the address itself of all others."""
    parts = urlsplit(url)
    told = parse_qsl(parts.query) if _VIEWER.search(parts.path) else ()
    shown = next((plain for _, value in told if _SHOWN.search(plain := _plainly(value))), None)
    return joined(url, shown) if shown else url


def _plainly(value: str) -> str:
    """The decoded address that was passed to a viewer: escaped twice, or in Base64."""
    if "%2f" in value.lower():
        return unquote(value)
    try:
        return b64decode(value.replace(" ", "+"), validate=True).decode() if "." not in value else value
    except ValueError:
        return value
