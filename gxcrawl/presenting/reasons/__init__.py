"""The reason of a failure in Chinese. Stored is the English line; pages and `failures` translate it.

The lines of error pages of the web interface are translated in the same way.

A reason is put together from wordings with places to be filled in; what fills a place may be a wording itself:
`page 2 of the article: server answered status 502 after 3 tries`.
"""

from functools import lru_cache

from gxcrawl.presenting.reasons.of_documents import OF_DOCUMENTS
from gxcrawl.presenting.reasons.of_fetching import OF_FETCHING
from gxcrawl.presenting.reasons.of_requests import OF_REQUESTS

_PLACE = "{}"
_DEEPEST = 5  # wordings within each other
# the wordings that say most first: of two that fit, the other one leaves more to its places
_WORDINGS = sorted(
    ((english.split(_PLACE), chinese) for english, chinese in {**OF_FETCHING, **OF_DOCUMENTS, **OF_REQUESTS}.items()),
    key=lambda wording: -sum(map(len, wording[0])),
)


@lru_cache(maxsize=4096)  # hundreds of failures have the same few reasons
def in_chinese(reason: str, depth: int = 0) -> str:
    """The reason in Chinese; what no wording fits, as names, addresses and messages of other programs, stays as it is.

    depth: number of wordings that this one fills a place of.
    """
    if depth > _DEEPEST:
        return reason
    for pieces, chinese in _WORDINGS:
        filled = _filling(pieces, reason)
        if filled is not None:
            return chinese.format(*(in_chinese(one, depth + 1) for one in filled))
    return reason


def _filling(pieces: list[str], reason: str) -> list[str] | None:
    """What stands between the pieces of a wording, each found where it comes first; None if they are not all there."""
    first, *others = pieces
    if not reason.startswith(first) or (not others and reason != first):
        return None
    filled, at = [], len(first)
    for piece in others[:-1]:
        found = reason.find(piece, at)
        if found < 0:
            return None
        filled.append(reason[at:found])
        at = found + len(piece)
    if others:
        last = len(reason) - len(others[-1])
        if last < at or not reason.endswith(others[-1]):
            return None
        filled.append(reason[at:last])
    return filled
