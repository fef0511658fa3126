"""Bytes of a page → a tree like a browser's, without invisible parts."""
