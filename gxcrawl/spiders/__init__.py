"""Decides what to fetch next.

In: the registry and a choice of portals, agencies, years. Out: FetchedDocument, Failure. The spider knows no CMS by
name: families read pages, `discovery` judges links, the spider makes the requests.
"""
