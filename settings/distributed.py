"""Several crawler processes, on one machine or many, with one queue in Redis and one MongoDB: docs/distributed.md."""

import os

from settings.base import *  # noqa: F403  settings files start from base and set only what differs

REDIS_URL = os.environ.get("GXCRAWL_REDIS", "redis://127.0.0.1:6379/0")
REDIS_PARAMS = {"socket_timeout": 5, "socket_connect_timeout": 5}  # default 30; four tries must fit into a lease
GXCRAWL_DATABASE = os.environ.get("GXCRAWL_DATABASE", "mongodb://127.0.0.1:27017/gxcrawl")  # a file is one machine's

SPIDER_MODULES = ["gxcrawl.distributed"]  # the same spider under the same name, sharing its start and its results
SCHEDULER = "gxcrawl.distributed.scheduler.LeasingScheduler"  # scrapy-redis', leasing hosts
SCHEDULER_QUEUE_CLASS = "gxcrawl.distributed.queue.HostQueues"  # scrapy-redis' own lose requests of a killed process
SCHEDULER_QUEUE_KEY = "%(spider)s:queue"  # default …:requests, one key; HostQueues has several below this name
SCHEDULER_PERSIST = True  # a process that ends does not take the others' requests with it
DUPEFILTER_CLASS = "gxcrawl.distributed.dupefilter.SharedDupeFilter"  # scrapy-redis', letting redirects pass
GXCRAWL_LEASE_SECONDS = 60.0  # how long hosts of a killed process wait; longer than AUTOTHROTTLE_MAX_DELAY
GXCRAWL_LEASED_HOSTS = 32  # per process; about CONCURRENT_REQUESTS / (2 + 1) hosts can be busy at once
GXCRAWL_START_QUEUE = bool(os.environ.get("GXCRAWL_START_QUEUE"))  # start from ids in annual_reports:start_urls
MAX_IDLE_TIME_BEFORE_CLOSE = 0  # scrapy-redis': with a start queue, seconds to wait for more ids; 0 waits for ever
