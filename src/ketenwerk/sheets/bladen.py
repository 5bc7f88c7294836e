"""The rows of a message in a spreadsheet, sheet by sheet, with everything that is wrong with their shape."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from ketenwerk.protocol.bezwaar import Bezwaar, Onleesbaar
from ketenwerk.protocol.kolom import Ongeldig, day, shown
from ketenwerk.standard.release import MESSAGES, MessageType

from .reading import Blad, read
from .shape import NUMMER, SOORT, Vel, vellen

_REFUSED: Final = "Het bestand wordt niet overgenomen:"
_MOST_DIGITS: Final = 9


class Rij(msgspec.Struct, frozen=True):
    """One row: its number, that of the row above, its cells by column, and where it stands."""

    nummer: int
    ouder: int
    cellen: Mapping[str, str]
    plaats: str


def geladen(data: bytes) -> tuple[MessageType, dict[str, list[Rij]]]:
    """The type of the message and the rows of all its sheets. Raises Onleesbaar with everything that is wrong."""
    bladen = {blad.naam.strip(): blad for blad in read(data)}
    message = _message(bladen.get(SOORT))
    found: list[Bezwaar] = []
    rijen: dict[str, list[Rij]] = {}
    for vel in vellen(message):
        above = {rij.nummer for rij in rijen.get(vel.ouder, ())}
        rijen[vel.naam] = _rijen(vel, bladen.get(vel.naam), above, found)
    known = {vel.naam for vel in vellen(message)}
    found += [
        Bezwaar("", f"{_REFUSED} dit blad hoort niet bij het bericht.", plaats=f"blad {name}") for name in set(bladen) - known
    ]
    if found:
        raise Onleesbaar(sorted(found, key=lambda each: each.plaats))
    return message, rijen


def _message(blad: Blad | None) -> MessageType:
    """The type, as the first column of the first sheet names it."""
    if blad is not None and len(blad.rijen) == 2:
        (_, head), (_, row) = blad.rijen
        cells = dict(zip((name.strip() for name in head), row, strict=False))
        message = MESSAGES.get(cells.get(SOORT, "").strip().upper())
        if message is not None:
            return message
    text = f"{_REFUSED} het blad {SOORT} noemt geen bericht. Zet onder {SOORT} één rij, met bijvoorbeeld JW315."
    raise Onleesbaar([Bezwaar("", text)])


def _rijen(vel: Vel, blad: Blad | None, above: set[int], found: list[Bezwaar]) -> list[Rij]:
    if blad is None or not blad.rijen:
        return []
    (_, head), *body = blad.rijen
    names = [name.strip() for name in head]
    found += _head(vel, names)
    made: list[Rij] = []
    taken: set[int] = set()
    for place, (number, cells) in enumerate(body, 1):
        cellen = {name: cell for name, cell in zip(names, cells, strict=False) if name and cell}
        plaats = f"blad {vel.naam}, rij {number}"
        rij = _rij(vel, cellen, plaats, place, above, found)
        if rij.nummer in taken:
            found.append(Bezwaar(NUMMER, f"{_REFUSED} dit nummer staat er twee keer.", plaats=plaats))
        taken.add(rij.nummer)
        made.append(rij)
    return made


def _rij(vel: Vel, cellen: dict[str, str], plaats: str, place: int, above: set[int], found: list[Bezwaar]) -> Rij:
    """A row without a number of its own has that of its place; one with no place to name belongs to the message."""
    for veld in vel.velden:
        if veld.naam in cellen and veld.simple is not None and veld.simple.base == "date":
            cellen[veld.naam] = _day(cellen[veld.naam])
    if not vel.ouder:
        return Rij(1, 0, cellen, plaats)
    nummer = _number(cellen.get(NUMMER, str(place)))
    ouder = _number(cellen.get(vel.ouderkolom, "")) if vel.ouderkolom else 1
    if nummer is None:
        found.append(Bezwaar(NUMMER, f"{_REFUSED} dit is geen nummer. Nummer de rijen vanaf 1.", plaats=plaats))
    if ouder is None or ouder not in above:
        text = f"{_REFUSED} op het blad {vel.ouder} heeft geen rij dit nummer. Neem het daarvan over."
        found.append(Bezwaar(vel.ouderkolom, text, plaats=plaats))
    return Rij(nummer or -place, ouder or 0, cellen, plaats)


def _head(vel: Vel, names: Sequence[str]) -> Iterator[Bezwaar]:
    own = [SOORT] if not vel.ouder else [NUMMER, vel.ouderkolom]
    known = {*own, *(veld.naam for veld in vel.velden)} - {""}
    for name in dict.fromkeys(name for name in names if name):
        if name not in known:
            yield Bezwaar("", f"{_REFUSED} de kolom {shown(name)} is onbekend.", plaats=f"blad {vel.naam}, kopregel")
        elif names.count(name) > 1:
            yield Bezwaar("", f"{_REFUSED} de kolom {name} staat er twee keer.", plaats=f"blad {vel.naam}, kopregel")


def _number(cell: str) -> int | None:
    cell = cell.strip()
    fits = cell.isascii() and cell.isdecimal() and len(cell) <= _MOST_DIGITS
    return int(cell) if fits and int(cell) else None


def _day(cell: str) -> str:
    """A day as the standard writes it, also where somebody typed 31-1-2026; anything else stays, and is refused as such."""
    try:
        return day(cell).isoformat()
    except Ongeldig:
        return cell
