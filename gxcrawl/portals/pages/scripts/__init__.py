"""What a page's scripts ask for, as far as the page says it plainly: no script is run."""
