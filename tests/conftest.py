"""What holds for all tests: no property fails because a machine is busy, and what is kept is not counted each time."""

from __future__ import annotations

import gc

from hypothesis import HealthCheck, settings

settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

# The evaluated examples stay in memory for many tests; looking through them for rubbish at every turn costs a tenth.
gc.set_threshold(100_000, 50, 100)
