"""Scrapy's item pipelines, thin: they call the pure functions and the repositories, and join the two.

In: FetchedDocument and Failure items of the spider. Out: raw_documents, reports, agencies, failures, crawl_runs.
The order: failures are recorded, a body is kept, parsed in a worker process, stored as a report.
"""
