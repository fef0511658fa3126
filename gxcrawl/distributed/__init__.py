"""One crawl run by several processes that share a request queue in Redis.

In: `settings.distributed`. Out: Scrapy components of one process. A host is leased to one process at a time, so that
delays and limits per host are enforced by that process as usual.
"""
