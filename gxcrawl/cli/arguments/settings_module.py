"""Loads the Scrapy settings module named by the user, and checks it before anything starts."""

from importlib import import_module
from types import ModuleType

from gxcrawl.errors import GxcrawlError, WrongUse


def settings_module(name: str) -> ModuleType:
    """The loaded module. Raises WrongUse if it does not exist, fails to load, or holds no gxcrawl settings."""
    try:
        module = import_module(name)
    except GxcrawlError:  # ours say themselves what is wrong: a variable of the environment
        raise
    except Exception as error:  # a module of the user's own may break in any way
        raise WrongUse(f"--settings {name!r} cannot be loaded: {_told(error)}; {_advice(error, name)}") from error
    if not getattr(module, "SPIDER_MODULES", None):
        raise WrongUse(f"--settings {name!r} names no spiders; begin that module with: from settings.base import *")
    return module


def _told(error: Exception) -> str:
    """The message of a loading error; for exceptions whose message is unclear (KeyError), with its class name."""
    return str(error) if isinstance(error, ImportError | ValueError | TypeError) else f"{type(error).__name__}: {error}"


def _advice(error: Exception, name: str) -> str:
    missing = error.name if isinstance(error, ModuleNotFoundError) else None
    if missing and f"{name}.".startswith(f"{missing}."):
        return "name a Python module such as settings.base; a module of your own must be in a folder of PYTHONPATH"
    return "name a Python module such as settings.base"
