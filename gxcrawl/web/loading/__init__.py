"""Reads the data of pages from the database.

In: an opened Database and the parameters of a page. Out: page models and sanitised sources.
"""
