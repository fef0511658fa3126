"""What holds for every test."""

from hypothesis import HealthCheck, settings

# A law holds on a busy machine too: no example is judged by how long it took
settings.register_profile("any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any-machine")
