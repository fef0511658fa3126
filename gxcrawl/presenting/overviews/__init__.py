"""Many reports at once.

In: stored reports, their checks and their coverage. Out: totals by portal, level or check, and figures over the years.
"""
