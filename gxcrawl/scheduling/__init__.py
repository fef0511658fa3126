"""Starts each portal's crawl when it is due, and only once, even with several schedulers."""
