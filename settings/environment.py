"""Numbers that the environment gives."""

import math
import os

from gxcrawl.errors import WrongUse


def number(name: str, default: float, *, least: float = 0) -> float:
    """The variable `name`, `default` where it is not set or empty. Raises WrongUse for what is no number from `least`.

    >>> number("GXCRAWL_THERE_IS_NO_SUCH_VARIABLE", 300)
    300
    """
    text = os.environ.get(name)
    if not text:
        return default
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not least <= value < math.inf:
        raise WrongUse(f"{name} is {text!r} in the environment, no number from {least} on; mend it, or unset it")
    return value


def whole_number(name: str, default: int, *, least: int, most: int) -> int:
    """The same of a whole number, at most `most`."""
    value = number(name, default, least=least)
    if value != int(value) or value > most:
        wanted = f"no whole number from {least} to {most}"
        raise WrongUse(f"{name} is {value:g} in the environment, {wanted}; mend it, or unset it")
    return int(value)


def parsers(default: int) -> int:
    """GXCRAWL_PARSERS, worker processes that parse, of a crawl and of a re-parse alike."""
    return whole_number("GXCRAWL_PARSERS", default, least=1, most=256)
