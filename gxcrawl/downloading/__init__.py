"""Between the spiders and the network: Scrapy's middlewares, queue, filter and handler, as portals need them.

Hosts in trouble are left in peace, no request leaves its portal, and every page is text in the encoding it is in.
"""
