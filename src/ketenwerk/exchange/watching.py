"""Watches an inbox until somebody says stop: at every change where the system tells of it, and at every interval in any case."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from threading import Event

from .folder import Handled, Problem, Stamp, process_once


def watch(
    inbox: Path, outbox: Path, *, today: Callable[[], date], interval: float = 2.0, stop: Event | None = None
) -> Iterator[Handled | Problem]:
    """Deals with messages as they come. A file that cannot be dealt with is named once, and tried again at every round."""
    stop = stop or Event()
    seen: dict[str, Stamp] = {}
    named: set[tuple[str, str]] = set()
    for _ in _rounds(inbox, interval, stop):
        problems: set[tuple[str, str]] = set()
        for result in process_once(inbox, outbox, today=today(), seen=seen):
            if isinstance(result, Problem):
                mark = (result.name, str(result.error))
                problems.add(mark)
                if mark in named:
                    continue
            yield result
        named = problems


def _rounds(inbox: Path, interval: float, stop: Event) -> Iterator[None]:
    """The moments to look: now, and then whenever something may have happened."""
    yield
    try:
        from watchfiles import watch as changes
    except ImportError:
        while not stop.wait(interval):
            yield
        return
    # A share on the network tells of no changes, so time alone must be enough as well.
    for _ in changes(
        inbox, stop_event=stop, rust_timeout=int(interval * 1000), yield_on_timeout=True, recursive=False, debounce=200, step=50
    ):
        yield
