"""From a `Document` to a `Report`: form editions as data, one engine that matches them, numbers, prose.

In: `Document`. Out: `Report` without checks. Knows neither the network nor the database. `report` is the entry point;
it calls `tables`, `prose` and `claims`. Tables are read by `sections`, their rows by `rows`, one cell by `cells`.
"""
