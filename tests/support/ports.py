"""Ports for the servers that tests start."""

import socket


def free_port() -> int:
    """A port at which no program listened when it was chosen."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
