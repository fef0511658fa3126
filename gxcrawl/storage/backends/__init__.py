"""The two kinds of database: each implements `storage/interface.py` with its driver."""
