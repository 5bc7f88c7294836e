"""Validity in time: from a first day to a last day, both included; an absent last day is open."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import Protocol, TypeVar


class Geldig(Protocol):
    """Whatever holds for a time."""

    @property
    def van(self) -> date | None: ...

    @property
    def tot(self) -> date | None: ...


Iets = TypeVar("Iets", bound=Geldig)


def holds(thing: Geldig, on: date) -> bool:
    """Whether it holds on that day."""
    return begins(thing) <= on <= ends(thing)


def begins(thing: Geldig) -> date:
    """The first day; the first day there is when it always held."""
    return thing.van or date.min


def ends(thing: Geldig) -> date:
    """The last day; the last day there is when it is open."""
    return thing.tot or date.max


def is_reversed(thing: Geldig) -> bool:
    """Whether its last day lies before its first, so that it never holds."""
    return ends(thing) < begins(thing)


def clashes(things: Iterable[Iets], key: Callable[[Iets], Hashable]) -> Iterator[tuple[Iets, Iets]]:
    """Pairs with the same key that hold on the same day: each thing with the one of longest reach that began no later.

    A thing that is reversed never holds and clashes with nothing.
    """
    groups: dict[Hashable, list[Iets]] = {}
    for thing in things:
        if not is_reversed(thing):
            groups.setdefault(key(thing), []).append(thing)
    for group in groups.values():
        yield from _clashes(sorted(group, key=begins))


def _clashes(group: list[Iets]) -> Iterator[tuple[Iets, Iets]]:
    longest = group[0]
    for _, later in pairwise(group):
        if begins(later) <= ends(longest):
            yield longest, later
        longest = max(longest, later, key=ends)
