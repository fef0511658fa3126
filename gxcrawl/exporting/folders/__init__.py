"""A folder that is written completely or not at all: its files, their hashes, and the manifest that lists them.

In: files as they are written. Out: the folder with its manifest, or nothing; leftovers of killed exports are removed.
"""
