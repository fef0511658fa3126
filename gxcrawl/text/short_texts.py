"""A cache for functions of short texts (labels, headings, styles), which portals repeat on every page."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

_T = TypeVar("_T")


def remembered(longest: int, most: int) -> Callable[[Callable[[str], _T]], Callable[[str], _T]]:
    """Decorator for a pure function of a text: caches the last `most` results for texts up to length `longest`.

    Longer texts are prose, which does not repeat and would only take up memory.
    """

    def decorate(function: Callable[[str], _T]) -> Callable[[str], _T]:
        known = lru_cache(maxsize=most)(function)

        @wraps(function)
        def call(text: str) -> _T:
            return known(text) if len(text) <= longest else function(text)

        return call

    return decorate
