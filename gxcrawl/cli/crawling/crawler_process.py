"""A process of Scrapy's for one run, from the settings module that a user names."""

import logging
from collections.abc import Mapping
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from gxcrawl.cli.arguments.settings_module import settings_module as loaded


def crawler_process(settings_module: str, overrides: Mapping[str, Any]) -> AsyncCrawlerProcess:
    """The process, with logs set up. overrides: settings of this run. Raises WrongUse if the module is invalid."""
    settings = Settings()
    settings.setmodule(loaded(settings_module), priority="project")
    settings.update(dict(overrides), priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    # a robots.txt that cannot be fetched is logged with its traceback; the page it stands for becomes a Failure
    logging.getLogger("scrapy.downloadermiddlewares.robotstxt").setLevel(logging.CRITICAL)
    return process
