"""Archives and zip packages: what is in them, within limits.

In: bytes. Out: members, the one report among them, or `Unreadable`.
"""
