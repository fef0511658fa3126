"""Decides what to fetch next.

In: the registry and a selection of portals, agencies, years. Out: FetchedDocument, Failure. The spider does not know
any CMS by name: families read pages, `discovery` judges links, the spider makes the requests.
"""
