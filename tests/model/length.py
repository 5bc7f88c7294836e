"""How long the model test walks: as far as `searching` goes elsewhere (`KETENWERK_FUZZ`), and so many messages in a history."""

from hypothesis import HealthCheck, settings

from strategies import searching


def played(histories: int, steps: int) -> settings:
    return settings(searching(histories), stateful_step_count=steps, suppress_health_check=list(HealthCheck))
