"""Bytes of a page → a tree as browsers make it, without what nobody sees."""
