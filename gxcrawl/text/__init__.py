"""Meaning of short printed texts: characters, numerals, dates, titles, years, names of bodies. Pure functions."""
