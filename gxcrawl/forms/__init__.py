"""From a `Document` to a `Report`: form editions as data, one engine that matches them, numbers, prose.

In: `Document`. Out: `Report` without checks. Knows neither the network nor the database.
"""
