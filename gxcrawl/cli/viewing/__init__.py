"""Commands that only read: what a database or a file contains, printed, exported, or served as pages.

In: arguments. Out: results on stdout or in a new folder, and an exit code.
"""
