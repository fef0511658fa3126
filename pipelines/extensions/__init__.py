"""Scrapy extensions: the record of each run, the spider's memory, the monitors."""
