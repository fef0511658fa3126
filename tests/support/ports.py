"""Ports for the servers that tests start."""

import socket


def free_port() -> int:
    """One that nobody listens at, at least until now."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
