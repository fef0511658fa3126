"""Writers of a `SimulatedReport` for every kind of document that agencies publish.

In: `SimulatedReport`. Out: bytes; for HTML, a fragment of markup for a portal's page. The same report gives the same
bytes on every run, so that a document that is served twice is the same document.
"""
