"""A process of Scrapy's for one run, from the settings module that a user names."""

import logging
from collections.abc import Mapping
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from gxcrawl.errors import WrongUse


def crawler_process(settings_module: str, overrides: Mapping[str, Any]) -> AsyncCrawlerProcess:
    """The process, with logs set up. overrides: settings of this run. Raises WrongUse where the module is no good."""
    settings = _settings_of(settings_module)
    settings.update(dict(overrides), priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    # a robots.txt that cannot be fetched is logged with its traceback; the page it stands for becomes a Failure
    logging.getLogger("scrapy.downloadermiddlewares.robotstxt").setLevel(logging.CRITICAL)
    return process


def _settings_of(module: str) -> Settings:
    settings = Settings()
    try:
        settings.setmodule(module, priority="project")
    except (ImportError, SyntaxError, TypeError, ValueError) as error:  # TypeError: `.module`, ValueError: no name
        raise WrongUse(
            f"--settings {module!r} cannot be loaded: {error}; name a Python module such as settings.base"
        ) from error
    if not settings.getlist("SPIDER_MODULES"):
        raise WrongUse(f"--settings {module!r} names no spiders; begin that module with: from settings.base import *")
    return settings
