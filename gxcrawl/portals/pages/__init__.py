"""Reading of pages independent of their software. In: a response. Out: rows, dates, further pages, files, article
metadata.
"""
