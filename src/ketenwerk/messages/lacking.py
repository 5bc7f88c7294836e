"""Finds what a message that cannot be written lacks. Looked for only then: whoever makes a message right pays nothing for it."""

from collections.abc import Iterator
from typing import Any

from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.release import MessageType

from .plan import Element, plan


def lacking(bericht: Bericht, message: MessageType) -> Iterator[str]:
    """Paths of the mandatory elements that are absent, in the order of the definition. Names places, never values."""
    yield from _below(bericht, plan(message), "/Bericht")


def _below(part: Any, spec: Element, path: str) -> Iterator[str]:
    for child in spec.children:
        value, place = getattr(part, child.attr), f"{path}/{child.name}"
        if value is None:
            if child.required:
                yield place
        elif child.collects:
            item = child.children[0]
            for position, each in enumerate(value, 1):
                yield from _below(each, item, f"{place}/{item.name}[{position}]")
        else:
            yield from _below(value, child, place)
