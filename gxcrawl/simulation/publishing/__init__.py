"""What all simulated portals share: postings, requests and answers, pieces of markup, and what befalls a posting.

In: `SimulatedReport`. Out: `Posting`, `Request`, `Response` and the `Site` that turns one into the other.
"""
