"""Which part of a long message to describe: rows first to last, counted over the whole message.

A row is an item of the innermost repetition: a Prestatie in a 323 or 325, a product, a relation or a contact elsewhere. What
stands around a row (its Client, the Declaratie) is described on every page that shows one of its rows; the rest is not built.
"""

from functools import cache

from ketenwerk.standard.basis import Onderdeel
from ketenwerk.standard.fields import Field, fields
from ketenwerk.standard.types import Simple


class Window:
    """Counts rows while a message is described, and says which of them to show."""

    def __init__(self, first: int, limit: int | None) -> None:
        if first < 0 or (limit is not None and limit < 0):
            raise ValueError("first and limit count rows: nought or more")
        self._first = first
        self._last = None if limit is None else first + limit
        self._at = 0

    def take(self, count: int) -> range:
        """Passes `count` rows; gives the 0-based positions among them that are to be shown."""
        low = max(self._first - self._at, 0)
        high = count if self._last is None else min(self._last - self._at, count)
        self._at += count
        return range(low, max(high, low))

    def shows_any(self, count: int) -> bool:
        """Whether any of the next `count` rows is to be shown. Passes none of them."""
        begins_in_time = self._last is None or self._at < self._last
        return begins_in_time and self._at + count > self._first


def rows(part: Onderdeel) -> int:
    """Number of rows in a part of a message."""
    total = 0
    for field in _holders(type(part)):
        value = getattr(part, field.attr)
        if not field.many:
            total += rows(value) if value is not None else 0
        elif holds_rows(_kind(field)):
            total += sum(max(rows(item), 1) for item in value)
        else:
            total += len(value)
    return total


@cache
def holds_rows(cls: type[Onderdeel]) -> bool:
    """Whether something in this class repeats."""
    return any(field.many or holds_rows(_kind(field)) for field in _class_fields(cls))


@cache
def _holders(cls: type[Onderdeel]) -> tuple[Field, ...]:
    return tuple(field for field in _class_fields(cls) if field.many or holds_rows(_kind(field)))


def _class_fields(cls: type[Onderdeel]) -> tuple[Field, ...]:
    return tuple(field for field in fields(cls) if not isinstance(field.kind, Simple))


def _kind(field: Field) -> type[Onderdeel]:
    if isinstance(field.kind, Simple):
        raise TypeError(f"{field.name} is a simple value")
    return field.kind
