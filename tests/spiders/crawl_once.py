"""One crawl in a process of its own (a reactor cannot start twice): spider arguments in, items and stats out as JSON.

Run as `python -m spiders.crawl_once '{"portals": "portals.yaml"}'`.
"""

import json
import sys
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings
from scrapy.signals import item_scraped

from gxcrawl.model import Failure, FetchedDocument
from gxcrawl.spiders.annual_reports import AnnualReportsSpider


def main(arguments: dict[str, str], overrides: dict[str, Any]) -> None:
    """Crawls and prints one JSON object: documents, failures, stats."""
    settings = Settings()
    settings.setmodule("settings.demo")
    settings.update({"ITEM_PIPELINES": {}, "EXTENSIONS": {}, "LOG_LEVEL": "WARNING", **overrides})
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(AnnualReportsSpider)
    items: list[FetchedDocument | Failure] = []
    crawler.signals.connect(lambda item: items.append(item), signal=item_scraped, weak=False)
    process.crawl(crawler, **arguments)
    process.start()
    stats = crawler.stats.get_stats() if crawler.stats else {}
    spoken = {key: value for key, value in stats.items() if key.startswith(("gxcrawl/", "downloader/re", "log_count/"))}
    sys.stdout.write(json.dumps({"items": [_plain(item) for item in items], "stats": spoken}))


def _plain(item: FetchedDocument | Failure) -> dict[str, Any]:
    if isinstance(item, Failure):
        return {"failure": item.reason, "url": item.url, "agency_id": item.agency_id, "detail": item.detail}
    return {
        "url": item.url,
        "agency_id": item.agency_id,
        "title": item.title,
        "year": item.year,
        "published_on": str(item.published_on or ""),
        "parent_url": item.parent_url,
        "publisher": item.publisher,
        "found_on": item.found_on,
        "size": len(item.body),
        "text": item.body.decode(errors="replace") if item.body.startswith(b"<") else "",
        "refused": item.refused,
    }


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), json.loads(sys.argv[2]) if len(sys.argv) > 2 else {})
