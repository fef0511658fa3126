"""Dataclasses and reports → the documents that are stored, and back. Pure functions."""
