"""How many questions a key may ask in a minute, counted in this process."""

import threading
import time
from collections.abc import Callable
from typing import Final

from django.conf import settings

_MINUTE: Final = 60.0


class Tempo:
    """Counts per key in windows of a minute. Holds one number for each key that was used, whoever asks."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._counted: dict[int, tuple[float, int]] = {}

    def wait(self, key: int, most: int) -> int:
        """0 when one more is allowed, which then counts; else after how many whole seconds the next one is."""
        now = self._clock()
        with self._lock:
            begin, count = self._counted.get(key, (now, 0))
            if now - begin >= _MINUTE:
                begin, count = now, 0
            if count >= most:
                return max(1, -int(-(begin + _MINUTE - now) // 1))
            self._counted[key] = begin, count + 1
            return 0

    def forget(self) -> None:
        with self._lock:
            self._counted.clear()


TEMPO: Final = Tempo()


def wait(key: int) -> int:
    return TEMPO.wait(key, settings.KETENWERK_API_PER_MINUTE)
