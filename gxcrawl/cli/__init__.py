"""The `gxcrawl` command: commands that crawl or parse (`crawling/`), and commands that only read (`viewing/`).

Commands take `arguments/`, call other packages for the work, and print the results by `views/` and `output/`.

In: command-line arguments. Out: the result on stdout, errors as one line on stderr, and an exit code:
0 done, 1 done but with failures to look at, 2 wrong use, 3 could not run, 130 interrupted.
"""
