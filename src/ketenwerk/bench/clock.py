"""Measures several things in one run, in turns, so that what the machine does beside it weighs on all of them alike.

The time is that of the processor: what is measured runs on one core, and waiting for a turn is no part of it. Each turn begins
with the memory of the one before given back, as in a process that has been idle: else a task that finds its memory ready, the
floor above all, would seem up to twice as fast as one that does not, and figures would depend on their order.
"""

import ctypes
import gc
import sys
from collections.abc import Callable, Mapping
from functools import cache
from time import process_time
from typing import Any

SETTLES = 4096
"""Asking for so much makes glibc settle what was freed, which costs a tenth of the parsing and would fall to a next task."""


def best(tasks: Mapping[str, Callable[[], Any]], rounds: int, repeat: int = 1) -> dict[str, float]:
    """Seconds of the best of `rounds` turns per task. `repeat` runs a task that often per turn, and counts one run."""
    seconds = {name: float("inf") for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            seconds[name] = min(seconds[name], _once(task, repeat))
    return seconds


def _once(task: Callable[[], Any], repeat: int) -> float:
    gc.collect()
    _give_back()()
    begin = process_time()
    for _ in range(repeat):
        # What it gives is dropped within the time: what was built must be taken apart too.
        task()
    bytes(SETTLES)
    return (process_time() - begin) / repeat


@cache
def _give_back() -> Callable[[], Any]:
    """Returns free memory to the system, where the C library can (glibc)."""
    if not sys.platform.startswith("linux"):
        return _nothing
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    return _nothing if trim is None else lambda: trim(0)


def _nothing() -> None:
    pass
