"""The rows of a list: whatever names a report and leads to it, with its date, year and body."""
