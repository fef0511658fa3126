"""What a reader of a page can see, and what is set apart only by style."""
