"""The `gxcrawl` command. Each file defines one command or a group of commands, or code that several commands share.

Commands call other packages for the work; `views/` prints the results.

In: command-line arguments. Out: the result on stdout, errors as one line on stderr, and an exit code:
0 done, 1 done but with failures to look at, 2 wrong use, 3 could not run, 130 interrupted.
"""
