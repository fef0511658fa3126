"""Visibility: which parts of a page are shown, and which are set apart only by style."""
