"""Lists: pages reached through them, their end, and rows that cannot simply be followed."""
