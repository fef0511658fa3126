"""One `SimulatedReport`, written as every kind of document that agencies publish.

In: `SimulatedReport`. Out: bytes (for HTML a fragment of text that a portal puts on its page). The same report gives
the same bytes on every run, so that a document served twice is the same document.
"""
