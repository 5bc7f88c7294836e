"""Where the histories of claims play: parties, clients, products, assignments and agreements, drawn with a seed.

Periods lie around broken weeks, month ends and the turn of the year; volumes are small, so that sums are soon full.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from oordeel_stand import Nummers, State
from oordeel_toewijzing import last_of_month

import builders as b
from ketenwerk.protocol.afspraken import Afspraak, Afspraken, Variant
from ketenwerk.standard import m301
from ketenwerk.standard.basis import Omvang, Product

VANDAAG = date(2026, 11, 24)
GEMEENTEN = (b.GEMEENTE, "0363")
AANBIEDERS = (b.AANBIEDER, "65656056")


def _fits_eleven(bsn: str) -> bool:
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, bsn, strict=True)) % 11 == 0


BSNS = tuple(bsn for bsn in (f"{number:09}" for number in range(999990019, 999990200)) if _fits_eleven(bsn))[:4]
CLIENTEN, ONBEKEND = BSNS[:3], BSNS[3]

FREQUENTIES = {"01": "1246", "04": "1246", "14": "246", "16": "246", "82": "1246", "83": "246", "84": "246"}
"""What may go together (CS338)."""
OMVANGEN = tuple((eenheid, frequentie) for eenheid, frequenties in FREQUENTIES.items() for frequentie in frequenties)
VOLUMES = {"01": (30, 90, 600), "04": (2, 3, 15), "83": (30000, 12345)}
PRODUCTEN = {
    "jw": (("45", "45A04"), ("45", "45A05"), ("44", "44A01"), ("50", "50A01")),
    "wmo": (("01", "01A01"), ("01", "01A02"), ("02", "02A04"), ("07", "07A01")),
}
BEGINMAANDEN = (date(2024, 11, 1), date(2025, 6, 1), date(2025, 11, 1), date(2026, 3, 1), date(2026, 5, 1))
WISSELDAGEN = (date(2025, 12, 31), date(2026, 4, 15), date(2025, 7, 7), date(2026, 6, 20), date(2024, 12, 12))
"""After these some agreements end or change."""
UURTARIEVEN = (8724, 8730, 6150)
TARIEVEN = {"01": 145, "14": 20250, "16": 7311, "82": 3000, "84": 2575}


@dataclass
class Wereld:
    """What stands between all parties: a municipality sees only what it received itself, numbers too."""

    states: dict[tuple[str, str, str], State] = field(default_factory=dict)

    def between(self, parties: tuple[str, str, str]) -> State:
        if parties not in self.states:
            self.states[parties] = State(parties, Nummers())
        return self.states[parties]


def month_after(day: date, months: int = 1) -> date:
    """First day of a later month."""
    for _ in range(months):
        day = last_of_month(day) + timedelta(days=1)
    return day.replace(day=1)


def parties(rng: Random, wet: str) -> tuple[str, str, str]:
    """Mostly the same two, so that messages meet."""
    return wet, rng.choice(GEMEENTEN[:1] * 9 + GEMEENTEN[1:]), rng.choice(AANBIEDERS[:1] * 9 + AANBIEDERS[1:])


def assigned(rng: Random, wet: Any, nummer: int, start: date) -> m301.ToegewezenProduct:
    """A new assignment of some kind: by code, by category, or of any product."""
    categorie, code = rng.choice(PRODUCTEN[wet])
    begin = start + timedelta(days=rng.choice((0, 0, 3, 14, rng.randrange(60))))
    end = ended(rng, begin)
    content: dict[str, Any] = {"product": Product(categorie=categorie, code=code), "omvang": volume(rng)}
    kind = rng.randrange(10)
    if kind == 0:
        content = {"product": Product(categorie=categorie), "omvang": None}
    elif kind <= 2:
        budget = rng.choice((50000, 100000, 123456))
        content = {"product": Product(categorie=categorie) if kind == 1 else None, "omvang": None, "budget": budget}
    needs_end = content["omvang"].frequentie == "2" if content["omvang"] else "budget" in content
    if end is None and needs_end:
        end = begin + timedelta(days=rng.randrange(90))
    moment = {"toewijzingsdatum": start, "toewijzingstijd": "12:00:00"}
    return b.toegewezen(wet, toewijzing_nummer=nummer, ingangsdatum=begin, einddatum=end, **moment, **content)


def volume(rng: Random, eenheid: str | None = None) -> Omvang:
    chosen, frequentie = rng.choice([o for o in OMVANGEN if eenheid in (None, o[0])])
    return Omvang(volume=rng.choice(VOLUMES.get(chosen, (1, 2, 3))), eenheid=chosen, frequentie=frequentie)


def ended(rng: Random, begin: date) -> date | None:
    """An end: open, within days, on or around the end of a week or month, or that of the year."""
    later = begin + timedelta(days=rng.randrange(100))
    sunday = later + timedelta(days=6 - later.weekday())
    edge = last_of_month(later)
    near = timedelta(days=rng.choice((-1, 0, 0, 1)))
    ends = (None, begin + timedelta(days=rng.randrange(8)), later, sunday + near, edge + near, date(begin.year, 12, 31))
    end = rng.choice(ends)
    return max(begin, end) if end else None


def agreements(rng: Random, wet: Any) -> Afspraken | None:
    """None, nothing, or what most products of the world cost; some of it changes, ends, or holds for this provider alone."""
    kind = rng.randrange(6)
    if kind < 2:
        return None if kind == 0 else Afspraken(())
    rows: list[Afspraak] = []
    for product in PRODUCTEN[wet][: rng.choice((2, 3, 4, 4))]:
        for eenheid in ("04", "14", "16", "82", "83", "84"):
            if rng.randrange(5):
                rows += _rows(rng, wet, product, eenheid)
        if not any(a.code == product[1] and a.eenheid == "04" for a in rows):
            rows += _rows(rng, wet, product, "01")
    return Afspraken(rows)


def _rows(rng: Random, wet: Any, product: tuple[str, str], eenheid: str) -> list[Afspraak]:
    tarief = None if eenheid == "83" else TARIEVEN.get(eenheid) or rng.choice(UURTARIEVEN)
    variant: Variant = "output" if eenheid in ("82", "83") else "inspanning"
    row: dict[str, Any] = {"wet": wet, "gemeente": b.GEMEENTE, "categorie": product[0], "code": product[1]}
    row |= {"eenheid": eenheid, "variant": variant, "van": date(2024, 1, 1)}
    made = [Afspraak(**row, tarief=tarief)]
    change = rng.randrange(8)
    if change <= 1:
        until = rng.choice(WISSELDAGEN)
        made = [Afspraak(**row, tarief=tarief, tot=until)] if rng.randrange(4) else []
        dearer = tarief and tarief + rng.choice((1, 111))
        made += [Afspraak(**{**row, "van": until + timedelta(days=1)}, tarief=dearer)] if rng.randrange(2) else []
    elif change == 2:
        made.append(Afspraak(**row, tarief=tarief and tarief + 7, aanbieder=b.AANBIEDER))
    return made
