"""Lists: what stands behind them, at their end, and rows that cannot simply be followed."""
