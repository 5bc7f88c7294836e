"""What may be shown of a message whose personal data must stay covered.

Asked the other way round: shown is what the definitions know and do not call personal. Anything else is covered, because a
message that is wrong may hold a name in an element that we have never heard of.
"""

import re
from collections.abc import Iterator
from functools import cache

from ketenwerk.standard.release import MESSAGES

from ..describe import masked_bsn
from ..plan import Element, plan

COVER = "••••••••"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_BIRTH = "Geboortedatum"
_BSN = "LDT_BurgerServicenummer"


@cache
def shown() -> frozenset[tuple[str, str]]:
    """(name of the parent, name of the element) of every value that tells nothing about a person, in any message."""
    places = list(_all_places())
    personal = {place for place, is_personal in places if is_personal}
    return frozenset(place for place, _ in places) - personal


@cache
def shown_names() -> frozenset[str]:
    """Names that tell nothing about a person wherever they stand: all that is left when the parent is not known."""
    places = list(_all_places())
    personal = {name for (_, name), is_personal in places if is_personal}
    return frozenset(name for (_, name), _ in places) - personal


@cache
def collected() -> frozenset[tuple[str, str]]:
    """(name of the parent, name of the element) of everything that repeats, and so has a position in its path."""
    return frozenset((inner.name, inner.children[0].name) for inner in _elements() if inner.collects)


def covered(name: str, text: str) -> str:
    """The text as a reader sees it who may not see it: its form stays where that gives nothing away."""
    value = text.strip()
    if not value:
        return text
    if name in _bsn_names():
        ending = masked_bsn(value)
        return ending if ending != "•••" else COVER
    if _DATE.fullmatch(value):
        return "••••-••-••"
    return "•" if len(value) == 1 else COVER


@cache
def _bsn_names() -> frozenset[str]:
    return frozenset(element.name for element in _elements() if element.simple and element.simple.name == _BSN)


def _elements() -> Iterator[Element]:
    waiting = [plan(message) for message in MESSAGES.values()]
    while waiting:
        element = waiting.pop()
        yield element
        waiting.extend(element.children)


def _all_places() -> Iterator[tuple[tuple[str, str], bool]]:
    for parent in _elements():
        for child in parent.children:
            if child.simple:
                yield (parent.name, child.name), child.simple.personal or parent.name == _BIRTH
