"""The code lists of the standard, as data.

A rule never asks whether a code *is* 20; it asks whether the list calls that code temporary. What hangs on a code therefore
stands in a column of the list (`tijdelijk`, `verwijdert`, `geld`, ...), beside the facts: meaning, validity, place in the schema.
Each file names its publisher and the source of its own columns in the comment on its first line.
"""

import csv
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Final

import msgspec

ALL: Final = (
    "BRS", "CBS", "COD002", "COD032", "COD043", "COD046", "COD170", "COD260", "COD327", "COD467", "COD472", "COD700", "COD747",
    "COD757", "HULPMIDDELEN-2022", "IB", "JZ002", "JZ020", "JZ588", "NUM061", "WJ001", "WJ003", "WJ232", "WJ756", "WJ758",
    "WJ759", "WJ760", "WMO002", "WMO020", "WMO588", "WMO757",
)  # fmt: skip

_FLAGS: Final = {"ja": True, "nee": False}
_BOTH: Final = "beide"


class CodeRow(msgspec.Struct, frozen=True):
    """One code: its own meaning, the law(s) it belongs to, when it may be used, and the columns of its list."""

    code: str
    betekenis: str
    standaard: str  # "jw", "wmo" or "beide"
    ingangsdatum: date | None
    expiratiedatum: date | None
    in_xsd: str  # law(s) whose schema enumerates the code; empty when the schema holds no enumeration
    attributes: Mapping[str, str]

    def attribute(self, name: str) -> str:
        """The text in column `name`, empty when the list gives none; KeyError for a column that the list does not have."""
        return self.attributes[name]

    def flag(self, name: str) -> bool:
        """The yes or no in column `name`. A column of another kind raises ValueError, for a rule must not guess."""
        value = self.attributes[name]
        if value not in _FLAGS:
            raise ValueError(f"Column {name} of code {self.code} holds {value!r}, neither ja nor nee")
        return _FLAGS[value]

    def valid_on(self, on: date) -> bool:
        """Whether the code may be used on that day; both ends are inclusive, an absent date is no limit."""
        begun = self.ingangsdatum is None or self.ingangsdatum <= on
        return begun and (self.expiratiedatum is None or on <= self.expiratiedatum)


class CodeList(msgspec.Struct, frozen=True):
    """A whole list, in the order of its file."""

    name: str
    origin: str
    rows: Mapping[str, CodeRow]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(self.rows)

    def row(self, code: str) -> CodeRow:
        """The row of a known code; KeyError otherwise."""
        return self.rows[code]

    def meaning(self, code: str) -> str | None:
        row = self.rows.get(code)
        return row.betekenis if row else None

    def is_known(self, code: str, on: date | None = None) -> bool:
        """Whether the list has the code and, when a day is given, whether it may be used on that day."""
        row = self.rows.get(code)
        return row is not None and (on is None or row.valid_on(on))

    def where(self, flag: str) -> frozenset[str]:
        """The codes whose column `flag` says ja."""
        return frozenset(code for code, row in self.rows.items() if row.flag(flag))

    def in_schema(self, wet: str) -> tuple[str, ...]:
        """The codes in the enumeration of the schema of "jw" or "wmo"; empty when that schema has no enumeration."""
        return tuple(code for code, row in self.rows.items() if row.in_xsd in (wet, _BOTH))


@cache
def codelist(name: str) -> CodeList:
    """The list of that name (`JZ588`, `CBS`); KeyError for a name outside `ALL`."""
    if name not in ALL:
        raise KeyError(name)
    return load(name, files("ketenwerk.standard") / "codelists" / f"{name}.csv")


def load(name: str, source: Traversable) -> CodeList:
    """A list from a file of the form that the standard's own lists have; each row complete, each code once."""
    comment, *lines = source.read_text(encoding="utf-8").splitlines()
    header, *records = csv.reader(lines, strict=True)
    rows: dict[str, CodeRow] = {}
    for record in records:
        row = _row(dict(zip(header, record, strict=True)))
        if row.code in rows:
            raise ValueError(f"Code list {name} holds code {row.code} twice")
        rows[row.code] = row
    return CodeList(name, comment.removeprefix("# "), MappingProxyType(rows))


def _row(record: dict[str, str]) -> CodeRow:
    fixed = {field: record.pop(field) for field in ("code", "betekenis", "standaard", "in_xsd")}
    begin, end = (_date(record.pop(field)) for field in ("ingangsdatum", "expiratiedatum"))
    return CodeRow(**fixed, ingangsdatum=begin, expiratiedatum=end, attributes=MappingProxyType(record))


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
