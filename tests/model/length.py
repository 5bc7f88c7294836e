"""How long the model test walks: short and always the same by default, `KETENWERK_FUZZ=n` times as long at random."""

import os
from typing import Final

from hypothesis import HealthCheck, settings

LONGER: Final = int(os.environ.get("KETENWERK_FUZZ", "0"))


def played(histories: int, steps: int) -> settings:
    return settings(
        max_examples=histories * max(LONGER, 1),
        stateful_step_count=steps,
        deadline=None,
        derandomize=not LONGER,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
