"""What stands around the tables: titles, the sections by their headings, who signed, whose report of several it is."""
