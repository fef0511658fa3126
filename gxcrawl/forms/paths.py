"""The values of the tables that prose repeats, as dotted paths.

Those of the edition of 2014 stand in `Report.statistics`; their path is `statistics.` and the indicator's key.
"""

CARRIED_OVER = "applications.carried_over.total"
CARRIED_FORWARD = "applications.carried_forward.total"
REVIEW = "review_litigation.review.total"

_RECEIVED = "applications.new_received.total"
_GRANTED = "applications.granted.total"
_PARTIALLY = "applications.partially_granted.total"
