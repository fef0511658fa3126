"""Explores one site that is in no registry."""

from scrapy.signals import item_scraped

from gxcrawl.cli.crawling.crawler_process import crawler_process
from gxcrawl.errors import CannotRun
from gxcrawl.model import Failure
from gxcrawl.portals.proposals import Proposal
from gxcrawl.spiders.portal_discovery import PortalDiscoverySpider


def discover_portal(home: str, settings_module: str = "settings.base") -> tuple[Proposal, tuple[Failure, ...]]:
    """Explores a site and proposes its registry entry. Blocks; runs one crawl in this process.

    Failures: pages that could not be read. Raises CannotRun if the crawl could not start.
    """
    process = crawler_process(settings_module, {"ITEM_PIPELINES": {}, "EXTENSIONS": {}, "LOG_LEVEL": "ERROR"})
    crawler = process.create_crawler(PortalDiscoverySpider)
    failures: list[Failure] = []
    crawler.signals.connect(lambda item: failures.append(item), signal=item_scraped, weak=False)
    process.crawl(crawler, home=home)
    process.start()
    if not isinstance(crawler.spider, PortalDiscoverySpider):
        raise CannotRun(f"the exploration of {home} could not start; the log above says why")
    return crawler.spider.survey.proposal(), tuple(failures)
