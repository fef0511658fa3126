"""One crawl in a process of its own: `python -m benchmarks.crawl_once REGISTRY DATABASE`; bare where DATABASE is `-`.

Prints one line of JSON: pages, requests, seconds from the first request to the last item.
"""

import json
import logging
import sys

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from gxcrawl.spiders.annual_reports import AnnualReportsSpider

_BARE = {"ITEM_PIPELINES": {}, "EXTENSIONS": {}, "SPIDER_MIDDLEWARES": {}}


def main(registry: str, database: str) -> None:
    """Runs the spider with all components, or bare without a database."""
    settings = Settings()
    settings.setmodule("settings.demo")
    settings.update({"LOG_LEVEL": "CRITICAL", **(_BARE if database == "-" else {"GXCRAWL_DATABASE": database})})
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(AnnualReportsSpider)
    process.crawl(crawler, portals=registry)
    process.start()
    logging.disable()
    stats = crawler.stats.get_stats() if crawler.stats else {}
    print(
        json.dumps(
            {
                "pages": stats.get("response_received_count", 0),
                "requests": stats.get("downloader/request_count", 0),
                "seconds": stats["elapsed_time_seconds"],
                "reports": stats.get("gxcrawl/reports/new", 0),
            }
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:3])
