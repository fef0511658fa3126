"""The module of Scrapy settings that a user names, looked at before anything is begun with it."""

from importlib import import_module
from types import ModuleType

from gxcrawl.errors import GxcrawlError, WrongUse


def settings_module(name: str) -> ModuleType:
    """The module, loaded. Raises WrongUse where there is none of that name, it breaks, or it holds no such settings."""
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
    """Errors of loading say what is wrong; of others the name says the most: NameError, KeyError."""
    return str(error) if isinstance(error, ImportError | ValueError | TypeError) else f"{type(error).__name__}: {error}"


def _advice(error: Exception, name: str) -> str:
    missing = error.name if isinstance(error, ModuleNotFoundError) else None
    if missing and f"{name}.".startswith(f"{missing}."):
        return "name a Python module such as settings.base; one of your own is found where PYTHONPATH names its folder"
    return "name a Python module such as settings.base"
