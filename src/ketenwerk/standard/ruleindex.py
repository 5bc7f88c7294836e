"""Index of the rules of the standard: what each rule is called, where it sits and which return code it gives.

The index says nothing about what a rule demands; that is a function in `ketenwerk.rules`, found by the same code. The two laws
share most codes but not all (TR377 exists for youth care only), so the index is asked per law.
"""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

import msgspec

KINDS: Final = {
    "TR": "technische regel",
    "CD": "conditie",
    "CS": "constraint",
    "RS": "restrictie",
    "IV": "invulinstructie",
    "OP": "operationele regel",
    "UP": "uitgangspunt",
}

EVERYWHERE: Final = "*"
"""Stands in the place of an element when a rule looks at every class of the message."""


class RuleEntry(msgspec.Struct, frozen=True):
    """One rule of one law. `niveau` 1 to 4 is the level of control, None for what no message can show (IV, OP, UP)."""

    code: str
    wet: str
    soort: str
    niveau: int | None
    retourcode: str | None
    berichten: tuple[str, ...]
    elementen: tuple[str, ...]
    titel: str

    def elements_in(self, message: str) -> tuple[str, ...]:
        """Elements (`Klasse.Element`) that the rule names in that message, e.g. JW301; empty for a message it is not about."""
        if message not in self.berichten:
            return ()
        number = message.removeprefix(self.wet.upper())
        places = (element.partition("@") for element in self.elementen)
        return tuple(path for path, _, numbers in places if not numbers or number in numbers.split("+"))


@cache
def rules(wet: str) -> Mapping[str, RuleEntry]:
    """The rules of "jw" or "wmo" by code; empty for another word."""
    return MappingProxyType({entry.code: entry for entry in _entries() if entry.wet == wet})


@cache
def _entries() -> tuple[RuleEntry, ...]:
    text = (files("ketenwerk.standard") / "rules.csv").read_text(encoding="utf-8")
    _comment, *lines = text.splitlines()
    return tuple(_entry(record) for record in csv.DictReader(lines, strict=True))


def _entry(record: dict[str, str]) -> RuleEntry:
    return RuleEntry(
        code=record["code"],
        wet=record["wet"],
        soort=record["soort"],
        niveau=int(record["niveau"]) if record["niveau"] else None,
        retourcode=record["retourcode"] or None,
        berichten=_split(record["berichten"]),
        elementen=_split(record["elementen"]),
        titel=record["titel"],
    )


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split(";")) if text else ()
