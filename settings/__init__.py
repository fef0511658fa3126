"""Scrapy settings: `base` sets every key and gives the reason, other modules only change some. `portals/`: registry."""
