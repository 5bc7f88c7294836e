"""Assignments, agreements, deliveries and earlier lines for the tests of claims, in the forms in which other rooms hold them."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import count
from typing import Any

import msgspec

import ketenwerk
from ketenwerk.claims.levering import Levering
from ketenwerk.claims.lijn import Handeling, Lijn
from ketenwerk.claims.opstellen import Nummering, Opgesteld, Opmaak, opstellen
from ketenwerk.claims.periode import maand
from ketenwerk.claims.reden import Weglating
from ketenwerk.claims.regels import Basis, Uitkomst
from ketenwerk.ledger.declaraties import AFGEWEZEN, OPEN, TOEGEKEND, Grondslag, Regel
from ketenwerk.ledger.facts import Gesprek
from ketenwerk.protocol.afspraken import Afspraak, Afspraken
from ketenwerk.standard import m323
from ketenwerk.standard.basis import BedragMetDC, GeslotenPeriode, Referentie, XsdVersie

BSN, ANDER = "999990019", "999990020"
GEMEENTE, AANBIEDER = "0344", "12345678"
JW = Gesprek("jw", GEMEENTE, AANBIEDER)
CATEGORIE, CODE = "45", "45A48"
UURTARIEF = 8724
XSD = XsdVersie(basisschema_xsd_versie="1.0.0", bericht_xsd_versie="1.0.0")
OP = date(2025, 7, 1)


def grondslag(nummer: int = 1, begin: date = date(2025, 1, 1), eind: date | None = None, **anders: Any) -> Grondslag:
    """Two hours a week of the one product, unless said otherwise."""
    base = {"categorie": CATEGORIE, "code": CODE, "volume": 2, "eenheid": "04", "frequentie": "2"}
    rest = {"budget": None, "reden_wijziging": None}
    return Grondslag(**{"nummer": nummer, "ingangsdatum": begin, "einddatum": eind, **base, **rest, **anders})


def levering(datum: date, hoeveelheid: int = 60, nummer: int = 1, **anders: Any) -> Levering:
    """One hour, unless said otherwise."""
    base = {"bsn": BSN, "categorie": CATEGORIE, "code": CODE}
    return Levering(**{"datum": datum, "toewijzing_nummer": nummer, "hoeveelheid": hoeveelheid, **base, **anders})


MAART = [(5, 60), (12, 60), (19, 60), (18, 60), (25, 120)]
"""The deliveries of the published example (S01), by day of March and in minutes."""


def in_maart(**anders: Any) -> list[Levering]:
    """Six hours in five deliveries."""
    return [levering(date(2025, 3, day), minuten, **anders) for day, minuten in MAART]


def debet(found: Uitkomst) -> Lijn:
    """The debit of the one thing to be done."""
    (handeling,) = found.handelingen
    assert handeling.debet
    return handeling.debet


def reasons(found: Uitkomst) -> list[tuple[Weglating, str | None]]:
    return [(each.reden, each.regel) for each in found.weggelaten]


def afspraak(eenheid: str = "04", tarief: int | None = UURTARIEF, **anders: Any) -> Afspraak:
    variant = "output" if eenheid in ("82", "83") else "inspanning"
    base = {"wet": "jw", "gemeente": GEMEENTE, "categorie": CATEGORIE, "code": CODE, "van": date(2019, 1, 1)}
    return Afspraak(**{"eenheid": eenheid, "tarief": tarief, "variant": variant, **base, **anders})


def basis(*grondslagen: Grondslag, afspraken: Iterable[Afspraak] | None = None, **anders: Any) -> Basis:
    """All assignments are of the one client, and hours are agreed at 87,24."""
    held = Afspraken([afspraak()] if afspraken is None else afspraken)
    wet = anders.get("wet", "jw")

    def afgesproken(product: tuple[str, str], on: date) -> tuple[Afspraak, ...]:
        return held.product(wet, GEMEENTE, AANBIEDER, product, on)

    known = {(BSN, each.nummer): each for each in grondslagen}
    return Basis(**{"wet": wet, "grondslagen": known, "afgesproken": afgesproken, "op": OP, **anders})


def prestatie(nummer: str = "R1", day: date = date(2025, 3, 1), volume: int = 6, **anders: Any) -> m323.Prestatie:
    """A debit of hours on assignment 1 in the month of that day."""
    periode = maand(day)
    tarief = anders.get("product_tarief", UURTARIEF)
    base = {
        "product_referentie": Referentie(referentie_nummer=nummer),
        "toewijzing_nummer": 1,
        "product_categorie": CATEGORIE,
        "product_code": CODE,
        "product_periode": GeslotenPeriode(begindatum=periode.begin, einddatum=periode.eind),
        "geleverd_volume": volume,
        "eenheid": "04",
        "product_tarief": tarief,
        "ingediend_bedrag": BedragMetDC(bedrag=volume * tarief, debet_credit="D"),
    }
    return m323.Prestatie(**{**base, **anders})


def regel(line: m323.Prestatie | None = None, staat: str = TOEGEKEND, *, gecrediteerd: bool = False) -> Regel:
    return Regel(BSN, line or prestatie(), staat, "bericht", gecrediteerd)


def nummering(prefix: str = "") -> Nummering:
    def numbers(letter: str) -> Iterator[str]:
        return (f"{prefix}{letter}{number}" for number in count(1))

    bericht, declaratie, lijn = numbers("B"), numbers("D"), numbers("R")
    return Nummering(lambda: next(bericht), lambda: next(declaratie), lambda: next(lijn))


def opgesteld(
    *handelingen: Handeling, laatste: date | None = None, gesprek: Gesprek = JW, op: date = OP, **anders: Any
) -> list[Opgesteld[Gesprek]]:
    opmaak = Opmaak(op, anders.pop("nummering", None) or nummering(), XSD, **anders)
    return list(opstellen({gesprek: handelingen}, {gesprek: laatste} if laatste else {}, opmaak))


def lines(bericht: m323.Bericht) -> list[tuple[str, m323.Prestatie]]:
    return [(client.bsn, line) for client in bericht.declaratie.clienten for line in client.prestaties]


def signed(part: Any) -> int:
    """An amount of a message with its sign."""
    amount = getattr(part, "bedrag", None)
    return (part.totaal_bedrag if amount is None else amount) * {"D": 1, "C": -1}[part.debet_credit]


def accepted(bericht: m323.Bericht) -> ketenwerk.Report:
    """The message as it will be sent, judged on levels 1 and 2; fails when it is not accepted."""
    report = ketenwerk.check(ketenwerk.write(bericht))
    assert (report.verdict, [str(finding) for finding in report.findings]) == ("accepted", [])
    return report


def booked(made: Iterable[Opgesteld[Gesprek]], earlier: Iterable[Regel] = (), staat: str = TOEGEKEND) -> list[Regel]:
    """The lines of these claims beside earlier ones, all with that state; what their credits name is credited."""
    found = {each.prestatie.product_referentie.referentie_nummer: each for each in earlier}
    for each in made:
        for bsn, line in lines(each.bericht):
            found[line.product_referentie.referentie_nummer] = Regel(bsn, line, staat, "bericht")
            vorig = line.product_referentie.vorig_referentie_nummer
            if vorig and staat != AFGEWEZEN:
                found[vorig] = msgspec.structs.replace(found[vorig], gecrediteerd=True)
    return list(found.values())


__all__ = ["AFGEWEZEN", "OPEN", "TOEGEKEND"]
