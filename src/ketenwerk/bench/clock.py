"""Measures several things in one run, in turns, so that what the machine does beside it weighs on all of them alike."""

import gc
from collections.abc import Callable, Mapping
from time import process_time
from typing import Any


def best(tasks: Mapping[str, Callable[[], Any]], rounds: int, repeat: int = 1) -> dict[str, float]:
    """Seconds of the best of `rounds` turns per task. `repeat` runs a task that often per turn, and counts one run."""
    seconds = {name: float("inf") for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            seconds[name] = min(seconds[name], _once(task, repeat))
    return seconds


def _once(task: Callable[[], Any], repeat: int) -> float:
    # What the task before this one left behind is not its own.
    gc.collect()
    begin = process_time()
    for _ in range(repeat):
        kept = task()
    seconds = (process_time() - begin) / repeat
    # Taking apart a tree of a hundred megabytes is not what is measured.
    del kept
    return seconds
