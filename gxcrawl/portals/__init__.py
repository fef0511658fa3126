"""The registered portals, how their software lists reports, and the agency and year of each report.

In: registry files, responses, titles. Out: `model.Portal`, `model.Agency`, list rows, metadata of articles, judgements
of titles. This room makes no requests and stores nothing: the spider does the former, the pipelines the latter.
"""
