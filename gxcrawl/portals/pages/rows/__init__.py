"""The rows of a list: everything that names a report and links it, with its date, year and body."""
