"""`python -m gxcrawl.cli`, the same as the `gxcrawl` script, for environments that are not on the PATH."""

from gxcrawl.cli.start import main

if __name__ == "__main__":
    main()
