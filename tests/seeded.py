"""Valid messages made from the definitions with a seed: full (every optional element), minimal, and in between.

Plain `random`, for tests that need thousands of messages or the same one each time; `strategies` is the searching counterpart.
"""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from lxml import etree

from ketenwerk.messages.plan import narrowed
from ketenwerk.messages.write import write
from ketenwerk.standard.basis import Bericht, Onderdeel
from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.fields import Field, fields_for
from ketenwerk.standard.release import MessageType
from ketenwerk.standard.types import Simple, Wet

TIMES = ("00:00:00", "23:59:59", "24:00:00", "10:00:00.1234567", "09:30:00.5")
DAYS = (date(1, 1, 1), date(9999, 12, 31), date(2024, 2, 29), date(1900, 3, 1))
LETTERS = "abcXYZ 019-.,'/&<>\"éßŒñ\u00a0\u0301漢𝒜🙂"
VOORLETTERS = "aZÀ×÷ỳΩж"

Choice = Callable[[], bool]
"""Whether an optional element is present."""


def full(message: MessageType, seed: int = 1) -> Bericht:
    """A message with every element that its law allows; collections hold two."""
    return _Maker(message, Random(seed), lambda: True, lambda: 2).bericht()


def minimal(message: MessageType, seed: int = 1) -> Bericht:
    """A message without any optional element; collections hold one."""
    return _Maker(message, Random(seed), lambda: False, lambda: 1).bericht()


def some(message: MessageType, seed: int) -> Bericht:
    """A message with about half of its optional elements."""
    rng = Random(seed)
    return _Maker(message, rng, lambda: rng.random() < 0.5, lambda: rng.randint(1, 3)).bericht()


def tree(bericht: Bericht, message: MessageType) -> etree._Element:
    """The message as a tree of elements."""
    return etree.fromstring(write(bericht, message))


class _Maker:
    def __init__(self, message: MessageType, rng: Random, present: Choice, count: Callable[[], int]) -> None:
        self._message = message
        self._rng = rng
        self._present = present
        self._count = count

    def bericht(self) -> Bericht:
        made = self._part(self._message.root)
        assert isinstance(made, Bericht)
        return made

    def _part(self, cls: type[Onderdeel]) -> Onderdeel:
        fields = fields_for(cls, self._message.wet)
        return cls(**{field.attr: self._field(field) for field in fields if field.required or self._present()})

    def _field(self, field: Field) -> Any:
        if field.many:
            return tuple(self._one(field) for _ in range(self._count()))
        return self._one(field)

    def _one(self, field: Field) -> Any:
        if isinstance(field.kind, Simple):
            return legal(narrowed(field.attr, field.kind, self._message), self._message.wet, self._rng)
        return self._part(field.kind)


def legal(simple: Simple, wet: Wet, rng: Random) -> Any:
    """A value that the type allows, as Python holds it; often one at the edge of what is allowed."""
    if listed := simple.codelist(wet):
        return rng.choice(codelist(listed).in_schema(wet))
    if simple.base == "date":
        return rng.choice((*DAYS, date(2020, 1, 1) + timedelta(days=rng.randrange(4000))))
    if simple.base == "time":
        return rng.choice(TIMES)
    if simple.base == "integer":
        return _integer(simple, rng)
    return _string(simple, rng)


def _integer(simple: Simple, rng: Random) -> int:
    if simple.pattern:
        return int(simple.pattern)
    assert simple.maximum is not None
    return rng.choice((0, 1, simple.maximum, rng.randrange(simple.maximum)))


def _string(simple: Simple, rng: Random) -> str:
    digits = {"bsn": 9, "agb": 8, "gemeente": 4}
    longest = simple.max_length or 300
    if simple.form in digits:
        return "".join(rng.choices("0123456789", k=digits[simple.form]))
    if simple.form == "vast":
        assert simple.pattern
        return simple.pattern
    if simple.form == "versie":
        return ".".join(str(rng.choice((0, 1, 10, 2026))) for _ in range(3))
    alphabet = {"telefoon": "0123456789", "letters": VOORLETTERS, "alfanumeriek": "azAZ09"}.get(simple.form, LETTERS)
    text = "".join(rng.choices(alphabet, k=rng.choice((1, longest, rng.randint(1, longest)))))
    if alphabet is LETTERS and not simple.max_length:
        text += "\n\r\tregel"
    return text if text.strip(" ") else "x" + text[1:]
