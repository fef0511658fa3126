"""Scrapy's item pipelines: thin classes that connect the pure functions with the repositories.

In: FetchedDocument and Failure items of the spider. Out: raw_documents, reports, agencies, failures, crawl_runs. In
this order: failures are recorded; a body is stored, parsed in a worker process, and its report stored.
"""
