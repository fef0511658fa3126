"""Lines and characters of a page → its tables."""
