"""Between the spiders and the network: Scrapy's middlewares, queue, filter and handler, adapted to portals.

Hosts with errors get rests, no request leaves its portal, and every page is decoded correctly.
"""
