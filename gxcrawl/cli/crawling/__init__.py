"""Commands that fetch or parse, and so change the database; and how they run Scrapy in this process.

In: arguments. Out: a finished crawl or parse in the database; its result as messages, and an exit code.
"""
