"""`python -m gxcrawl.cli`, for where the `gxcrawl` script is not on the path."""

from gxcrawl.cli.start import main

if __name__ == "__main__":
    main()
