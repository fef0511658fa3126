"""Documents and dumps as downloads: the browser saves them and never shows them; names are safe on every system."""

import re

from starlette.requests import Request
from starlette.responses import Response

from gxcrawl.model import RawDocument

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST = 80


def safe_file_name(*parts: object, ending: str) -> str:
    """A file name of the parts that contains only letters, digits, dots and hyphens.

    >>> safe_file_name("a/../b", 2021, ending="pdf")
    'a-b-2021.pdf'
    """
    words = [_UNSAFE.sub("-", str(part)).strip(".-") for part in parts if part is not None]
    name = re.sub(r"-[.-]*-", "-", "-".join(word for word in words if word))[:_LONGEST].strip(".-")
    return f"{name or 'gxcrawl'}.{_UNSAFE.sub('', ending)}"


def attachment(name: str) -> dict[str, str]:
    """The response headers of a download. name: from `safe_file_name`."""
    return {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-cache"}


def raw_answer(raw: RawDocument, request: Request) -> Response:
    """The response with a stored document, byte for byte as it was fetched."""
    report_id = request.path_params["key"].rpartition("/")[0]
    name = safe_file_name(report_id, raw.content_hash[:12], ending=raw.kind)
    return Response(raw.content, media_type="application/octet-stream", headers=attachment(name))
