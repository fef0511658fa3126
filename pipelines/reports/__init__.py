"""From the raw documents of a report to the report that is stored; for crawls and re-parses alike, without Scrapy."""
