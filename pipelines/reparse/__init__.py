"""Rebuilds `reports` from `raw_documents`, without network and without Scrapy."""
