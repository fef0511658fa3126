"""Scrapy settings: `base` holds every key with its reason, the others only what differs. `portals/`: the registry."""
