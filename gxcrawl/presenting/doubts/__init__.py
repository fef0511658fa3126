"""Which values of a report are doubtful, and why.

In: a stored report with its notes and checks. Out: for each value, how doubtful it is and the footnotes that say why.
"""
