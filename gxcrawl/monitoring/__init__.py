"""Compares each run with earlier ones and raises alarms, one line each.

`figures` reads a portal's reports, `alarms` decides (pure, the date is given), `notices` sends mail and webhooks.
`pipelines/extensions/monitors.py` wraps them in Spidermon monitors.
"""
