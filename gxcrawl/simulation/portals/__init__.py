"""Simulated portals, one file per CMS family, written from docs/portals and not from the code of the crawler.

In: `Posting`s. Out: a `Site`, which answers a `Request` with a `Response`. A site is stateless: whatever differs
between two requests is derived from the request's serial number. A new family is one file here and one line in
`families`.
"""
