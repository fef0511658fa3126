"""Benchmarks: ratios measured in one run on one machine, never conditions of a test. See docs/performance.md."""
