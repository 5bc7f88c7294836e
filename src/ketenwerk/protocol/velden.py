"""The fields of the provider form as data: `velden.csv`, and how an answer is found and read."""

import csv
from datetime import date
from importlib.resources import files
from typing import Final, TypeAlias

import msgspec

from .aanbiederformulier import Formulier, Zorglocatie
from .kolom import Cel, Ongeldig, day

Antwoord: TypeAlias = str | bool | date | None
LOCATIE: Final = "locatie[]."
_ALTIJD: Final = "altijd"
_YES_NO: Final[dict[str, bool | None]] = {"ja": True, "nee": False, "": None}


class Veld(msgspec.Struct, frozen=True):
    """One field. `nummer` is None for the one question that the form has no number for.

    `gevraagd`: "altijd", or the yes-or-no field and the answer on which it is asked ("corr_gelijk=nee"). `leeg`: whether an empty
    answer, where asked, "blokkeert", "waarschuwt" or "mag".
    """

    nummer: int | None
    groep: str
    sleutel: str
    vraag: str
    soort: str
    gevraagd: str
    leeg: str

    @property
    def of_location(self) -> bool:
        """Whether it is asked once per location."""
        return self.sleutel.startswith(LOCATIE)

    def key(self, location: int | None = None) -> str:
        """The key of one answer; locations count from 1."""
        return self.sleutel if location is None else self.sleutel.replace("[]", f"[{location}]")

    def is_asked(self, formulier: Formulier) -> bool:
        """Whether the form, as filled in so far, asks it."""
        if self.gevraagd == _ALTIJD:
            return True
        key, _, wanted = self.gevraagd.partition("=")
        return bool(getattr(formulier, key) is _YES_NO[wanted])

    def answer(self, of: Formulier | Zorglocatie) -> Antwoord:
        """What the form, or for a field of a location that location, says here."""
        found: object = of
        for name in self.sleutel.removeprefix(LOCATIE).split("."):
            found = getattr(found, name)
        if found is None or isinstance(found, str | bool | date):
            return found
        raise TypeError(self.sleutel)

    def read(self, cell: Cel) -> Antwoord:
        """An answer as entered or read from a file; raises `Ongeldig`, without quoting what may be personal."""
        match self.soort:
            case "datum":
                return None if cell == "" else _day(cell)
            case "janee":
                return cell if isinstance(cell, bool) else _yes_no(cell)
        if isinstance(cell, bool) or not isinstance(cell, str | int) or (isinstance(cell, int) and cell.bit_length() > 64):
            raise Ongeldig("Dit antwoord is niet gelezen: het is geen tekst. Zet het tussen aanhalingstekens.")
        return str(cell)


def _day(cell: Cel) -> date:
    try:
        return day(cell)
    except Ongeldig:
        raise Ongeldig("Deze datum is niet gelezen. Schrijf een bestaande dag als jjjj-mm-dd.") from None


def _yes_no(cell: Cel) -> bool | None:
    word = cell.strip().lower() if isinstance(cell, str) else None
    if word not in _YES_NO:
        raise Ongeldig("Dit antwoord is niet gelezen. Schrijf ja of nee.")
    return _YES_NO[word]


def text(answer: Antwoord) -> str:
    """An answer in words, as a document shows it."""
    if isinstance(answer, bool):
        return "ja" if answer else "nee"
    return "" if answer is None else str(answer)


def _load() -> tuple[Veld, ...]:
    _, *lines = (files("ketenwerk.protocol") / "velden.csv").read_text(encoding="utf-8").splitlines()
    return tuple(
        Veld(**{**row, "nummer": int(row["nummer"]) if row["nummer"] else None})  # type: ignore[arg-type]
        for row in csv.DictReader(lines, strict=True)
    )


VELDEN: Final = _load()
"""All fields, in the order of the form."""
EENMALIG: Final = {veld.sleutel: veld for veld in VELDEN if not veld.of_location}
PER_LOCATIE: Final = {veld.sleutel.removeprefix(LOCATIE): veld for veld in VELDEN if veld.of_location}
