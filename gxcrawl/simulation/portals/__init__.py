"""Simulated portals, one file per CMS family, each written from docs/portals and from no crawler.

In: `Posting`s. Out: a `Site`, which answers a `Request` with a `Response` and keeps no state of its own:
everything that changes from one request to the next comes from the request's serial number. A new family is one
file here and one line in `families`.
"""
