"""The requests that a page's scripts make, as far as they can be read from their text: no script is run."""
