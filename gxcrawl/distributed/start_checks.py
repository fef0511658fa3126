"""Checks before a process joins a shared crawl."""

from typing import Any

from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from gxcrawl.distributed.queue import HostQueues
from gxcrawl.distributed.redis_connection import place_of
from gxcrawl.errors import CannotRun, WrongUse


def check_settings(settings: BaseSettings) -> None:
    """Raises WrongUse for settings by which two processes could request from one host, or requests could be lost.

    Called before Scrapy has an engine, because Scrapy hides errors of its scheduler behind its own.
    """
    delays = ["DOWNLOAD_DELAY"] + ["AUTOTHROTTLE_MAX_DELAY"] * settings.getbool("AUTOTHROTTLE_ENABLED")
    if settings.getfloat("GXCRAWL_LEASE_SECONDS") <= max(map(settings.getfloat, delays)):
        raise WrongUse("GXCRAWL_LEASE_SECONDS must be longer than DOWNLOAD_DELAY and AUTOTHROTTLE_MAX_DELAY")
    if not issubclass(load_object(settings["SCHEDULER_QUEUE_CLASS"]), HostQueues):
        raise WrongUse("SCHEDULER_QUEUE_CLASS must be gxcrawl.distributed.queue.HostQueues")


def lease_ms_of(settings: BaseSettings) -> int:
    """GXCRAWL_LEASE_SECONDS, as Redis counts."""
    return int(settings.getfloat("GXCRAWL_LEASE_SECONDS") * 1000)


def check_redis(server: Any) -> None:
    """Raises CannotRun where Redis would drop requests when its memory is full; RedisError where it is away."""
    memory = server.info("memory")
    policy = memory["maxmemory_policy"]
    if memory["maxmemory"] and policy != "noeviction":
        raise CannotRun(
            f"the Redis at {place_of(server)} drops what waits in it when its memory is full (maxmemory-policy "
            f"{policy}); set it to noeviction, then start again"
        )
