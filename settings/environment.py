"""Reads settings from environment variables and checks them before a crawl begins."""

import math
import os
import unicodedata

from gxcrawl.errors import WrongUse


def number(name: str, default: float, *, least: float = 0) -> float:
    """The variable `name`, or `default` if it is not set or empty. Raises WrongUse unless it is a number >= `least`.

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
    """As `number`, for a whole number from `least` to `most`."""
    value = number(name, default, least=least)
    if value != int(value) or value > most:
        wanted = f"no whole number from {least} to {most}"
        raise WrongUse(f"{name} is {value:g} in the environment, {wanted}; mend it, or unset it")
    return int(value)


def contact() -> str:
    """GXCRAWL_CONTACT, which every request sends. Raises WrongUse for characters that no HTTP header may contain."""
    text = os.environ.get("GXCRAWL_CONTACT", "").strip()
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in text):  # Cs: undecodable bytes, such as GBK
        raise WrongUse(f"GXCRAWL_CONTACT is {text!a} in the environment, no line of text in UTF-8; mend it")
    return text


def webhook() -> str:
    """GXCRAWL_ALARM_WEBHOOK. Raises WrongUse unless it is an http(s) address, before the first alarm would fail.

    The error message does not contain the address, because it can be a secret.
    """
    text = os.environ.get("GXCRAWL_ALARM_WEBHOOK", "").strip()
    if text and not text.lower().startswith(("http://", "https://")):
        raise WrongUse("GXCRAWL_ALARM_WEBHOOK is no http(s) address in the environment; give the whole address")
    return text


def parsers(default: int) -> int:
    """GXCRAWL_PARSERS, the number of worker processes of a crawl or re-parse. Raises WrongUse for an invalid number."""
    return whole_number("GXCRAWL_PARSERS", default, least=1, most=256)
