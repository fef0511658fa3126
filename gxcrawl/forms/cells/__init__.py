"""Reads one printed cell: a comparable label, the key of a row or column, or a number with its reason."""
