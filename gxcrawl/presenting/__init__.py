"""A stored report as a person reads it: what stands where, what is doubtful and where it came from. No terminal yet.

In: documents of `reports`, as they are stored. Out: rows, cells and sentences, each doubtful number marked; the labels
are those of the official form. Pure: no database, no width, no colour; the command line lays them out.
"""
