"""Which portals there are, how their software lists reports, whose and of which year a report is.

In: registry files, responses, titles. Out: `model.Portal`, `model.Agency`, list rows, facts of articles, verdicts on
titles. Nothing here asks the network or stores anything: the spider makes the requests, the pipelines keep.
"""
