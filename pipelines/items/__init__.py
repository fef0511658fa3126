"""Scrapy's item pipelines, in the order of ITEM_PIPELINES: failures, keep, known documents, parse, store."""
