"""What pages of any software share. In: a response. Out: rows, dates, further pages, files, facts of an article."""
