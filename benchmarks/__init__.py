"""Measurements: ratios in one run on one machine, never limits of a test. `make bench-parse`, `make bench-errors`."""
