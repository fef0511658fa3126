"""Settings for simulated portals on this machine: no waiting between requests. Everything else as in `base`."""

from settings.base import *  # noqa: F403  settings files start from base and set only what differs

AUTOTHROTTLE_ENABLED = False  # simulated servers need no politeness
DOWNLOAD_DELAY = 0.0  # likewise
CONCURRENT_REQUESTS_PER_DOMAIN = 8  # likewise
GXCRAWL_BACKOFF_SECONDS = 0.1  # likewise
RETRY_TIMES = 2  # a simulated error 500 occurs once only
DOWNLOAD_TIMEOUT = 20  # a simulated slow page answers within seconds
