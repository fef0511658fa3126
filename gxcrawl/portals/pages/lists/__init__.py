"""Continuations of a list: further pages, menus of years and bodies, rows requested by a script."""
