"""Downloader middleware: unpacks archives without blocking the crawl."""

import asyncio

from scrapy import Request
from scrapy.http import Response

from gxcrawl.reading.kinds import ARCHIVES, ZIP, is_tar
from gxcrawl.spiders.documents.archives import Member, members_of_several

_MEMBERS = "gxcrawl_members"


class UnpackingMiddleware:
    """Unpacks in a thread; a large archive takes seconds, during which the crawl continues."""

    async def process_response(self, request: Request, response: Response) -> Response:
        """Returns the same response; the members of the archive are stored with it."""
        if response.body.startswith((*ARCHIVES, *ZIP)) or is_tar(response.body):
            request.meta[_MEMBERS] = await asyncio.to_thread(members_of_several, response.body)
        return response


def members_in(response: Response) -> list[Member]:
    """`members_of_several` for a response."""
    noted: list[Member] | None = response.request.meta.pop(_MEMBERS, None) if response.request else None
    return members_of_several(response.body) if noted is None else noted
