"""Whether a run went as runs should: what it brought beside what was there before → alarms, a line each.

`figures` reads a portal's reports, `alarms` judges (pure, the date comes in), `notices` says it by mail and webhook.
`pipelines/monitors.py` makes Spidermon monitors of them.
"""
