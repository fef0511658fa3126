"""Code shared by all simulated portals: postings, requests, responses, pieces of markup, and the fates of postings.

In: `SimulatedReport`. Out: `Posting`, and a `Site` that answers a `Request` with a `Response`.
"""
