"""What one printed cell says: a label that can be compared, the key of a row or column, a number or why it is none."""
