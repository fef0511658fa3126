"""Measurements: ratios in one run on one machine, never limits of a test. See docs/performance.md."""
