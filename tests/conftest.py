"""What holds for every test."""

import signal

from hypothesis import HealthCheck, settings

# A law holds on a busy machine too: no example is judged by how long it took
settings.register_profile("any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any-machine")

# A shell lets what it runs in the background ignore Ctrl-C, and so would every command that a test interrupts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
