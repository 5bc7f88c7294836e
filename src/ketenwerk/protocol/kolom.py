"""Columns of the tables that parties exchange: what a cell holds, and what to say when it holds something else.

A cell comes as text from CSV and typed from TOML; a column takes both, wherever that cannot be mistaken.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, TypeAlias

import msgspec

from .bezwaar import Bezwaar

Cel: TypeAlias = object
Lezer: TypeAlias = Callable[[Cel], Any]

_ISO: Final = re.compile(r"(?P<jaar>[0-9]{4})-(?P<maand>[0-9]{2})-(?P<dag>[0-9]{2})")
_DUTCH: Final = re.compile(r"(?P<dag>[0-9]{1,2})-(?P<maand>[0-9]{1,2})-(?P<jaar>[0-9]{4})")
_JA_NEE: Final = {"ja": True, "nee": False}
HOOGSTE_BEDRAG: Final = 99_999_999
"""The largest amount that a message can carry (LDT_Bedrag), in eurocents."""


class Ongeldig(ValueError):
    """A cell does not hold what its column asks; the text is for the user."""


class Kolom(msgspec.Struct, frozen=True):
    """One column: its name, how a cell is read (raises `Ongeldig`), and whether every row fills it."""

    naam: str
    lees: Lezer
    verplicht: bool = True


class Rij(msgspec.Struct, frozen=True):
    """One row as it stood in a file: where, and what its cells hold. An absent or empty cell is left out."""

    plaats: str
    cellen: Mapping[str, Cel]


class Tabel(msgspec.Struct, frozen=True):
    """The rows of a file, the columns that its rows have, and what is wrong with its shape."""

    rijen: Sequence[Rij]
    kolommen: Sequence[Kolom]
    bezwaren: tuple[Bezwaar, ...] = ()


def read_row(rij: Rij, kolommen: Iterable[Kolom]) -> tuple[dict[str, Any], list[Bezwaar]]:
    """The values of a row by column name, and everything that is wrong with it. A faulty cell gives no value."""
    columns = {kolom.naam: kolom for kolom in kolommen}
    values: dict[str, Any] = {}
    found = [
        Bezwaar(name, f"Deze rij wordt niet overgenomen: het veld {name} is onbekend.", plaats=rij.plaats)
        for name in rij.cellen
        if name not in columns
    ]
    for name, kolom in columns.items():
        if name not in rij.cellen:
            if kolom.verplicht:
                found.append(Bezwaar(name, f"Deze rij wordt niet overgenomen: {name} ontbreekt.", plaats=rij.plaats))
            continue
        try:
            values[name] = kolom.lees(rij.cellen[name])
        except Ongeldig as fault:
            found.append(Bezwaar(name, str(fault), plaats=rij.plaats))
    return values, found


def text(longest: int) -> Lezer:
    """Any text with ink in it, at most so long."""

    def read(cell: Cel) -> str:
        if not isinstance(cell, str) or not cell.strip():
            raise Ongeldig("Dit veld is niet gelezen: het bevat geen tekst. Zet de tekst tussen aanhalingstekens.")
        if len(cell) > longest:
            raise Ongeldig(f"Dit veld is te lang: hoogstens {longest} tekens. Kort de tekst in.")
        return cell

    return read


def form(pattern: str, what: str, now: str) -> Lezer:
    """A code of that form; `what` says it in words ("gemeentecode is vier cijfers")."""
    compiled = re.compile(pattern)

    def read(cell: Cel) -> str:
        if isinstance(cell, str) and compiled.fullmatch(cell.strip()):
            return cell.strip()
        quoted = "" if isinstance(cell, str) else " Zet codes in TOML tussen aanhalingstekens."
        raise Ongeldig(f"{shown(cell)} is geweigerd: {what}. {now}{quoted}")

    return read


def choice(*allowed: str) -> Lezer:
    """One of a few words."""

    def read(cell: Cel) -> str:
        if isinstance(cell, str) and cell.strip() in allowed:
            return cell.strip()
        raise Ongeldig(f"{shown(cell)} is geweigerd. Kies uit: {', '.join(allowed)}.")

    return read


def whole(what: str, highest: int) -> Lezer:
    """A whole number from 0; `what` names the unit."""

    def read(cell: Cel) -> int:
        number = int(cell) if isinstance(cell, str) and re.fullmatch("[0-9]{1,9}", cell.strip()) else cell
        if isinstance(number, bool) or not isinstance(number, int):
            raise Ongeldig(f"{shown(cell)} is geweigerd: schrijf een heel getal ({what}), zonder komma of punt.")
        if not 0 <= number <= highest:
            raise Ongeldig(f"{shown(cell)} is geweigerd: het getal ligt tussen 0 en {highest}.")
        return number

    return read


def day(cell: Cel) -> date:
    """A date: 2025-01-31, or as a Dutch spreadsheet writes it, 31-1-2025."""
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return cell
    if isinstance(cell, str) and (match := _ISO.fullmatch(cell.strip()) or _DUTCH.fullmatch(cell.strip())):
        try:
            return date(int(match["jaar"]), int(match["maand"]), int(match["dag"]))
        except ValueError:
            raise Ongeldig(f"{shown(cell)} is geweigerd: deze dag bestaat niet.") from None
    raise Ongeldig(f"{shown(cell)} is geen datum. Schrijf de datum als jjjj-mm-dd.")


def yes_or_no(cell: Cel) -> bool:
    """true or false as TOML has it, ja or nee as people write it."""
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, str) and cell.strip() in _JA_NEE:
        return _JA_NEE[cell.strip()]
    raise Ongeldig(f"{shown(cell)} is geweigerd. Kies uit: ja, nee.")


def shown(cell: Cel) -> str:
    """A cell as it may be quoted in a sentence: short, and on one line."""
    if isinstance(cell, int) and cell.bit_length() > 64:
        return "dit getal"  # Python refuses to write a number of thousands of digits.
    line = " ".join(str(cell).split())
    return f"“{line[:40]}…”" if len(line) > 40 else f"“{line}”"


AMOUNT: Final = whole("eurocenten", HOOGSTE_BEDRAG)
WET: Final = choice("jw", "wmo")
GEMEENTE: Final = form("[0-9]{4}", "gemeentecode is vier cijfers", "Vul de code met voorloopnullen in.")
AGB: Final = form("[0-9]{8}", "een AGB-code is acht cijfers", "Vul de code met voorloopnullen in.")
PRODUCTCODE: Final = form(r"\S(?:.{0,3}\S)?", "een productcode is hoogstens vijf tekens", "Gebruik de code van de productlijst.")
