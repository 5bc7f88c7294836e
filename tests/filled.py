"""A message of every type with everything in it: each optional element filled, two of whatever repeats, each value its own."""

from datetime import date
from itertools import count
from typing import Any

from ketenwerk.messages.plan import Element, plan
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.release import MESSAGES, MessageType
from ketenwerk.standard.types import Simple

_BY_FORM = {
    "bsn": lambda n: f"{100000000 + n * 7919:09d}",
    "agb": lambda n: f"{42000000 + n:08d}",
    "gemeente": lambda n: codelist("CBS").codes[n % 300],
    "versie": lambda n: f"{n}.{n + 1}.0",
    "letters": lambda n: "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[n % 26] + "QZ",
    "telefoon": lambda n: f"06{n:08d}",
    "alfanumeriek": lambda n: f"DN{n:04d}",
    "tijd": lambda n: f"{n % 24:02d}:{n % 60:02d}:07.5",
}


def filled(name: str) -> Bericht:
    """The message of that name (`JW305`)."""
    message = MESSAGES[name]
    return _Filler(message).composed(plan(message))


class _Filler:
    def __init__(self, message: MessageType) -> None:
        self._message = message
        self._number = count(1)

    def composed(self, spec: Element) -> Any:
        assert spec.cls
        return spec.cls(**{child.attr: self._child(child) for child in spec.children})

    def _child(self, spec: Element) -> Any:
        if spec.collects:
            return tuple(self._child(spec.children[0]) for _ in range(2))
        return self.simple(spec.simple) if spec.simple else self.composed(spec)

    def simple(self, simple: Simple) -> Any:
        number = next(self._number)
        if listed := simple.codelist(self._message.wet):
            codes = codelist(listed).in_schema(self._message.wet) or codelist(listed).codes
            # Unknown days have their own test, and the one unit that is money would hide the number.
            usable = [code for code in codes if (listed, code) not in (("COD170", "3"), ("COD170", "2"), ("WJ756", "83"))]
            return usable[number % len(usable)]
        if simple.form == "vast":
            return int(simple.pattern) if simple.base == "integer" else simple.pattern
        if simple.base == "integer":
            return min(simple.maximum or number, 10_000 + number if (simple.maximum or 0) > 99 else number % 90 + 1)
        if simple.base == "date":
            return date(1930 + number, number % 12 + 1, number % 28 + 1)
        if simple.form in _BY_FORM:
            return _BY_FORM[simple.form](number)
        return f"w{number}x"[: simple.max_length] if (simple.max_length or 99) > 1 else "QXZ"[number % 3]
