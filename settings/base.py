"""The settings of every run. Own keys start with GXCRAWL_ and are described in docs/settings.md."""

import os

from gxcrawl import __version__
from settings.environment import contact, number, parsers, webhook, whole_number

BOT_NAME = "gxcrawl"
SPIDER_MODULES = ["gxcrawl.spiders"]
NEWSPIDER_MODULE = "gxcrawl.spiders"

# Own keys
GXCRAWL_TRIGGER = os.environ.get("GXCRAWL_TRIGGER", "manual")  # why this run: manual, schedule, rerun
GXCRAWL_DATABASE = os.environ.get("GXCRAWL_DATABASE", "sqlite:///gxcrawl.db")  # mongodb://… or sqlite:///path
GXCRAWL_DATABASE_PATIENCE = number("GXCRAWL_DATABASE_PATIENCE", 300)  # seconds; a restart takes 60
GXCRAWL_SPOOL = os.environ.get("GXCRAWL_SPOOL", "gxcrawl-spool")  # keeps documents while the database is unavailable
GXCRAWL_CONTACT = contact()  # an address or page that an administrator can write to
GXCRAWL_MAX_LIST_PAGES = 300  # of one list: the longest seen has 144 pages; calendars and session ids have no end
GXCRAWL_RECHECK_DAYS = number("GXCRAWL_RECHECK_DAYS", 30)  # silent revisions are rare, and requests cost portals time
GXCRAWL_DEAD_AFTER = 8  # unanswered requests in a row, retries included: two articles with four tries each
GXCRAWL_BACKOFF_SECONDS = 2.0  # before the first retry of a host in trouble; doubled before each further retry
GXCRAWL_BACKOFF_MAX_SECONDS = 120.0  # a host whose Retry-After is longer gets no more requests in this run
GXCRAWL_CRAWL_DELAY_MAX_SECONDS = 30.0  # limit for the Crawl-delay of a robots.txt; some give hours
GXCRAWL_WATCH = True  # monitors check every run; False if runs cannot be compared with each other
GXCRAWL_ALARM_FEWER = 0.1  # share of last time's reports that may be missing: some are moved every year
GXCRAWL_ALARM_FAILED = 0.2  # share of documents that may fail: portals lose attachments
GXCRAWL_ALARM_MISSING = 0.2  # allowed increase of the share of unknown values: new editions drop some fields
GXCRAWL_ALARM_MAIL = os.environ.get("GXCRAWL_ALARM_MAIL", "")  # comma-separated recipients; sent through MAIL_HOST
GXCRAWL_ALARM_WEBHOOK = webhook()  # receives a POST; its address can be a secret
# Worker processes of a crawl: the crawl itself needs one processor, and finds enough work only for a few workers.
GXCRAWL_PARSERS = parsers(min(max(1, (os.cpu_count() or 1) - 1), 4))
GXCRAWL_PARSE_SECONDS = 120  # for one document; the slowest real report, a PDF of 40 pages, takes 4
GXCRAWL_PARSE_MEMORY_BYTES = 4 * 1024**3  # for one worker process, address space

# Identity
_CONTACT = f"; {GXCRAWL_CONTACT}" if GXCRAWL_CONTACT else ""
# plain, not a browser's
USER_AGENT = f"gxcrawl/{__version__} (annual reports on government information disclosure{_CONTACT})"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",  # without it, some portals send English pages
}

# Politeness
ROBOTSTXT_OBEY = True  # default False; a portal that forbids crawling is skipped and reported as a failure
AUTOTHROTTLE_ENABLED = True  # default False; county portals are slow, and only their latency shows it
AUTOTHROTTLE_START_DELAY = 1.0  # default 5; one second is polite to a host not known yet
AUTOTHROTTLE_MAX_DELAY = 30.0  # default 60; for slower hosts, DOWNLOAD_TIMEOUT is the better signal
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0  # one request at a time per portal
DOWNLOAD_DELAY = 0.5  # default 0; AutoThrottle never goes below it
CONCURRENT_REQUESTS = 64  # default 16; enough for twenty hosts that hang and as many that answer
SCHEDULER_PRIORITY_QUEUE = "gxcrawl.downloading.fair_queue.FairQueue"  # shares CONCURRENT_REQUESTS between hosts
CONCURRENT_REQUESTS_PER_DOMAIN = 2  # default 8; per portal, that is per host and port

# Time, size, retries
DOWNLOAD_TIMEOUT = 60  # default 180; portals that take longer do not answer at all
DNS_TIMEOUT = 20  # default 60
DOWNLOAD_MAXSIZE = 64 * 1024 * 1024  # default 1 GiB; the largest report seen is a scanned PDF of some 40 MiB
DOWNLOAD_WARNSIZE = 16 * 1024 * 1024  # default 32 MiB
RETRY_TIMES = 3  # default 2; portals answer 500 and 503 in bursts
RETRY_HTTP_CODES = [500, 502, 503, 504, 522, 524, 408, 429]  # not 412 and 521: challenges do not go away
REDIRECT_MAX_TIMES = 8  # default 20; more is a loop
METAREFRESH_MAXDELAY = 10  # default 100; a page with a longer delay is meant to be read, or reloads itself
CONCURRENT_ITEMS = 8  # default 100; Scrapy starts this many tasks per response, and a page gives one item
DEPTH_LIMIT = 0  # no limit: paging is deep; how far a crawl goes from home is `discovery.DEEPEST`
COOKIES_ENABLED = True  # some gateways redirect to the same address until their cookie comes back

# Components
DOWNLOADER_MIDDLEWARES = {
    "gxcrawl.spiders.documents.unpacking.UnpackingMiddleware": 40,  # last to see a response before the spider
    "gxcrawl.downloading.scope.ScopeMiddleware": 50,  # before robots.txt: no request at all to foreign hosts
    "gxcrawl.downloading.decoding.DecodingMiddleware": 540,  # after decompression (590)
    "gxcrawl.downloading.backoff.BackoffMiddleware": 555,  # between DeadHost (560) and retries (550): sees each try
    "gxcrawl.downloading.crawl_delay.CrawlDelayMiddleware": 557,  # each try is a request
    "gxcrawl.downloading.dead_hosts.DeadHostMiddleware": 560,  # closer to the downloader than retries: sees each try
    "gxcrawl.downloading.packing.PackingMiddleware": 595,  # before decompression (590)
}
DOWNLOAD_HANDLERS = {"https": "gxcrawl.downloading.legacy_tls.PerHostTls"}  # TLS 1.0 only for registered hosts
SPIDER_MIDDLEWARES = {
    "gxcrawl.spiders.boundary.FailureBoundary": 10,  # closest to the engine: sees every exception
    "pipelines.spool_middleware.SpoolFirst": 20,  # documents that an earlier crawl could not store come first
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,  # warns about retries, which keep their meta
}
DUPEFILTER_CLASS = "gxcrawl.downloading.seen.SeenRequests"  # Scrapy's own drops redirects to a page seen before
ITEM_PIPELINES = {
    "pipelines.items.failures.FailurePipeline": 50,  # what could not be fetched
    "pipelines.items.keep.KeepPipeline": 100,  # raw bytes first
    "pipelines.items.known_documents.KnownDocumentPipeline": 150,  # known documents that were not fetched again
    "pipelines.items.parse.ParsePipeline": 200,  # then parses them
    "pipelines.items.store.StorePipeline": 300,  # then stores the report
}
EXTENSIONS = {
    "pipelines.extensions.run_recorder.RunRecorder": 0,  # before the pipelines, which need the run's id
    "pipelines.extensions.memory.MemoryExtension": 10,  # tells the spider what it need not fetch again
    "scrapy.extensions.remote_control.RemoteControl": None,  # not used, and its library is slow to load
    "pipelines.extensions.monitoring.Watch": 500,  # after Scrapy's, which record how the run ended
}
MAIL_HOST = os.environ.get("MAIL_HOST", "localhost")  # Scrapy's names; from the environment, as secrets are
MAIL_PORT = whole_number("MAIL_PORT", 25, least=1, most=65_535)  # likewise
MAIL_FROM = os.environ.get("MAIL_FROM", "gxcrawl@localhost")  # default scrapy@localhost
MAIL_USER = os.environ.get("MAIL_USER", "")  # empty: the server needs no login
MAIL_PASS = os.environ.get("MAIL_PASS", "")  # password of MAIL_USER
MAIL_TLS = os.environ.get("MAIL_TLS", "") == "1"  # STARTTLS
MAIL_SSL = os.environ.get("MAIL_SSL", "") == "1"  # TLS from the first byte, usually port 465
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"  # pipelines await threads and processes
COMMANDS_MODULE = "gxcrawl.cli.scrapy_commands"  # `scrapy crawl` with errors in one line
LOG_FORMATTER = "pipelines.log_formatter.OneLineLog"  # items hold whole documents, which do not belong in a log
TELNETCONSOLE_ENABLED = False  # default True; a crawler must not open ports on its server
REMOTE_CONTROL_ENABLED = False  # default True; likewise
RETRY_GIVE_UP_LOG_LEVEL = "INFO"  # default ERROR; giving up becomes a Failure, which is reported
LOG_LEVEL = "INFO"  # default DEBUG prints every item with its bytes
FEED_EXPORT_ENCODING = "utf-8"  # default escapes Chinese
