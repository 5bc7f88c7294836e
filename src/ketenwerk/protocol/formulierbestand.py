"""The provider form as a document to fill in: TOML, or CSV with one row per question. Both are read again without loss.

An empty form gives an empty document, with the questions and one location to fill in.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from . import csvtabel, tomlschrift
from .aanbiederformulier import Formulier, Zorglocatie, built
from .bezwaar import Bezwaar, Onleesbaar
from .kolom import Cel, Kolom, Ongeldig, whole
from .velden import EENMALIG, PER_LOCATIE, VELDEN, Antwoord, Veld, text

KOLOMMEN: Final = (
    Kolom("nummer", str, verplicht=False),
    Kolom("groep", str, verplicht=False),
    Kolom("sleutel", str),
    Kolom("vraag", str, verplicht=False),
    Kolom("locatie", whole("nummer van de locatie", 9999), verplicht=False),
    Kolom("antwoord", str),
)
_HINT: Final = {"datum": " (datum: jjjj-mm-dd)", "janee": " (true of false)"}
_TABEL: Final = "locatie"
_DEEPEST: Final = 2
"""No key of the form has more parts; what lies deeper is unknown and need not be searched."""


class _Antwoorden:
    """Collects answers and what is wrong with them, whatever the form of the document."""

    def __init__(self) -> None:
        self.once: dict[str, Antwoord] = {}
        self.places: dict[int, dict[str, Antwoord]] = {}
        self.found: list[Bezwaar] = []

    def take(self, key: str, cell: Cel, plaats: str, location: int | None = None) -> None:
        known, kept = (EENMALIG, self.once) if location is None else (PER_LOCATIE, self.places.setdefault(location, {}))
        veld = known.get(key)
        shown = key if location is None else f"locatie[{location}].{key}"
        if veld is None:
            self.complain(shown, "Het document wordt niet overgenomen: deze sleutel hoort er niet in.", plaats)
        elif key in kept:
            self.complain(shown, "Het document wordt niet overgenomen: deze vraag staat er twee keer in.", plaats)
        else:
            self._keep(veld, kept, key, cell, plaats, shown)

    def _keep(self, veld: Veld, kept: dict[str, Antwoord], key: str, cell: Cel, plaats: str, shown: str) -> None:
        try:
            kept[key] = veld.read(cell)
        except Ongeldig as fault:
            self.complain(shown, str(fault), plaats)

    def complain(self, key: str, tekst: str, plaats: str) -> None:
        self.found.append(Bezwaar(key, tekst, plaats=plaats))

    def formulier(self) -> Formulier:
        if self.found:
            raise Onleesbaar(self.found)
        return built(self.once, [self.places[number] for number in sorted(self.places)])


def write_csv(formulier: Formulier) -> bytes:
    """The form as CSV, one row per question and per question of each location."""
    return csvtabel.write([kolom.naam for kolom in KOLOMMEN], _rows(formulier))


def read_csv(data: bytes) -> Formulier:
    """The form of a CSV document; `Onleesbaar` with everything that is wrong with it. A question that is left out is empty."""
    tabel = csvtabel.read(data, KOLOMMEN)
    answers = _Antwoorden()
    answers.found += tabel.bezwaren
    for rij in tabel.rijen:
        key = str(rij.cellen.get("sleutel", "")).strip()
        location, field = _location(key, rij.cellen, answers, rij.plaats)
        answers.take(field, rij.cellen.get("antwoord", ""), rij.plaats, location)
    return answers.formulier()


def write_toml(formulier: Formulier) -> bytes:
    """The form as TOML, each question above its answer."""
    lines = ["# Invuldocument aanbieder. Vul de antwoorden in achter het teken =."]
    for veld in EENMALIG.values():
        lines += _question(veld, veld.sleutel, veld.answer(formulier))
    for locatie in formulier.locaties or (Zorglocatie(),):
        lines += ["", f"[[{_TABEL}]]"]
        for name, veld in PER_LOCATIE.items():
            lines += _question(veld, name, veld.answer(locatie))
    return "\n".join((*lines, "")).encode()


def read_toml(data: bytes) -> Formulier:
    """The form of a TOML document; `Onleesbaar` with everything that is wrong with it. A question that is left out is empty."""
    document = tomlschrift.parsed(data)
    places = document.pop(_TABEL, [])
    answers = _Antwoorden()
    for key, cell in _flat(document):
        answers.take(key, cell, "")
    if not isinstance(places, list) or not all(isinstance(place, dict) for place in places):
        answers.complain(_TABEL, f"De locaties zijn niet gelezen: zet boven elke locatie [[{_TABEL}]].", "")
        places = []
    for number, place in enumerate(places, start=1):
        for key, cell in _flat(place):
            answers.take(key, cell, "", number)
    return answers.formulier()


def _rows(formulier: Formulier) -> Iterator[dict[str, str]]:
    for veld in VELDEN:
        if not veld.of_location:
            yield _row(veld, "", veld.answer(formulier))
        elif veld is next(iter(PER_LOCATIE.values())):
            # All fields of one location, then those of the next: where the form asks the first of them.
            for number, locatie in enumerate(formulier.locaties or (Zorglocatie(),), start=1):
                yield from (_row(of, str(number), of.answer(locatie)) for of in PER_LOCATIE.values())


def _row(veld: Veld, location: str, answer: Antwoord) -> dict[str, str]:
    number = "" if veld.nummer is None else str(veld.nummer)
    return {
        "nummer": number,
        "groep": veld.groep,
        "sleutel": veld.sleutel,
        "vraag": veld.vraag,
        "locatie": location,
        "antwoord": text(answer),
    }


def _location(key: str, cells: Mapping[str, Cel], answers: _Antwoorden, plaats: str) -> tuple[int | None, str]:
    """The number of the location and the name of the field, for a row about a location."""
    head, dotted, field = key.partition("[].")
    if not dotted or head != _TABEL:
        return None, key
    try:
        return KOLOMMEN[4].lees(cells.get("locatie", "1")), field
    except Ongeldig:
        answers.complain(key, "Dit antwoord is niet gelezen: het nummer van de locatie ontbreekt. Vul 1, 2 of hoger in.", plaats)
        return 0, field


def _question(veld: Veld, key: str, answer: Antwoord) -> list[str]:
    number = "" if veld.nummer is None else f"{veld.nummer}. "
    question = f"# {number}{veld.vraag}{_HINT.get(veld.soort, '')}"
    # TOML has no empty date and no empty yes or no: the line waits behind a hash.
    return [question, f"# {key} =" if answer is None else f"{key} = {tomlschrift.value(answer)}"]


def _flat(document: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Cel]]:
    """Answers by their whole key, out of tables in tables."""
    for name, cell in document.items():
        if isinstance(cell, dict) and above.count(".") < _DEEPEST:
            yield from _flat(cell, f"{above}{name}.")
        else:
            yield f"{above}{name}", cell
