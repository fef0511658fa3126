"""What has to be right before a process joins a crawl that others are at."""

from typing import Any
from urllib.parse import urlsplit

from redis.exceptions import RedisError
from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from gxcrawl.distributed.queue import HostQueues
from gxcrawl.errors import CannotRun, WrongUse


def check_settings(settings: BaseSettings) -> None:
    """Raises WrongUse where settings would let two processes ask one host, or lose what a killed one was at.

    Asked before Scrapy has an engine: it hides errors of its scheduler behind its own.
    """
    delays = ["DOWNLOAD_DELAY"] + ["AUTOTHROTTLE_MAX_DELAY"] * settings.getbool("AUTOTHROTTLE_ENABLED")
    if settings.getfloat("GXCRAWL_LEASE_SECONDS") <= max(map(settings.getfloat, delays)):
        raise WrongUse("GXCRAWL_LEASE_SECONDS must be longer than DOWNLOAD_DELAY and AUTOTHROTTLE_MAX_DELAY")
    if not issubclass(load_object(settings["SCHEDULER_QUEUE_CLASS"]), HostQueues):
        raise WrongUse("SCHEDULER_QUEUE_CLASS must be gxcrawl.distributed.queue.HostQueues")


def check_redis(settings: BaseSettings, server: Any) -> None:
    """Raises CannotRun where Redis is away, asks for a password, or is still reading its files."""
    try:
        server.ping()
    except RedisError as error:
        raise CannotRun(unusable(settings, error)) from error


def unusable(settings: BaseSettings, error: Exception) -> str:
    """One line: which Redis, what it said, what to do."""
    place = urlsplit(settings.get("REDIS_URL") or "").netloc.rpartition("@")[2]  # never the password
    return f"the queue in Redis at {place} cannot be used ({error}); look at the server, then start the crawl again"
