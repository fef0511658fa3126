"""One crawl by several processes: its requests wait in Redis. In: `settings.distributed`. Out: what one process has.

A host is leased to one process at a time, so that all manners towards it stay where they are: in that process.
"""
