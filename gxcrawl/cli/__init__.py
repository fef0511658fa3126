"""The `gxcrawl` command: thin. Each file is one command or a family of them, or what several share.

The work is done elsewhere; `views/` shows what came of it.

In: words of a user. Out: what they asked for on stdout, one clear line on stderr where it cannot be, an exit code:
0 done, 1 done with failures worth a look, 2 wrong use, 3 could not run, 130 interrupted.
"""
