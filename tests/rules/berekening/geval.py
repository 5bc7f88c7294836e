"""A claim beside one assignment, one agreement and earlier lines, for the tests of the calculation."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

import builders as b
from ketenwerk.ledger.declaraties import TOEGEKEND, Regel
from ketenwerk.ledger.known import Known
from ketenwerk.ledger.memory import Register
from ketenwerk.protocol.afspraken import Afspraak, Afspraken
from ketenwerk.rules.berekening import Berekening, berekeningen
from ketenwerk.standard import m301, m323
from ketenwerk.standard.basis import Omvang
from ketenwerk.standard.release import MESSAGES
from ketenwerk.standard.types import Wet

VANDAAG = date(2026, 11, 24)
NUMMER = 118391


def toewijzing(
    wet: Wet, begin: str, eind: str | None, volume: int = 3, eenheid: str = "04", frequentie: str = "2", **anders: Any
) -> m301.ToegewezenProduct:
    """Three hours a week of the usual product, unless said otherwise."""
    omvang = Omvang(volume=volume, eenheid=eenheid, frequentie=frequentie)
    moment = {"toewijzingsdatum": b.dag("2021-01-01"), "toewijzingstijd": "12:00:00"}
    period = {"ingangsdatum": b.dag(begin), "einddatum": b.dag(eind) if eind else None}
    return b.toegewezen(wet, **{"toewijzing_nummer": NUMMER, "omvang": omvang, **moment, **period, **anders})


def afspraak(wet: Wet, tarief: int | None = 6150, eenheid: str = "04", **anders: Any) -> Afspraak:
    variant = "output" if eenheid in ("82", "83") else "inspanning"
    named = {"categorie": b.CATEGORIE[wet], "code": b.CODE[wet], "van": date(2020, 1, 1)}
    parties = {"wet": wet, "gemeente": b.GEMEENTE, "aanbieder": b.AANBIEDER}
    return Afspraak(**{**parties, **named, "eenheid": eenheid, "variant": variant, "tarief": tarief, **anders})


def lijn(
    wet: Wet, begin: str, eind: str, volume: int, *, eenheid: str = "04", tarief: int | None = 6150, **anders: Any
) -> m323.Prestatie:
    """A debit on the assignment whose amount is volume times tariff, unless said otherwise."""
    cents = anders.pop("bedrag", volume if tarief is None else volume * tarief)
    base = {"product_referentie": b.referentie(anders.pop("nummer", "R1")), "toewijzing_nummer": NUMMER}
    what = {"geleverd_volume": volume, "eenheid": eenheid, "product_tarief": tarief, "ingediend_bedrag": b.bedrag(cents)}
    return b.prestatie(wet, **{**base, "product_periode": b.periode(begin, eind), **what, **anders})


def declaratie(wet: Wet, *lijnen: m323.Prestatie, maand: tuple[str, str] = ("2026-10-01", "2026-10-31")) -> m323.Bericht:
    return b.bericht323(
        wet, b.client323(*lijnen), dagtekening="2026-11-02", declaratie_periode=b.periode(*maand), declaratie_nummer="D9"
    )


def bekend(
    wet: Wet,
    bericht: m323.Bericht,
    toegewezen: Sequence[m301.ToegewezenProduct],
    afspraken: Sequence[Afspraak] | None = None,
    eerder: Sequence[m323.Prestatie] = (),
) -> tuple[Known, list[Regel]]:
    """What is known when the claim comes: assignments, agreements, and a claim with earlier lines that was granted."""
    register = Register()
    if toegewezen:
        given = b.bericht301(wet, *toegewezen)
        register.accept(given, MESSAGES[f"{wet.upper()}301"], "toewijzing")
    if eerder:
        claim = met_kenmerk(b.bericht323(wet, b.client323(*eerder), declaratie_nummer="D1"), "EERDER")
        register.accept(claim, MESSAGES[f"{wet.upper()}323"], "eerder")
    known = register.known(bericht, MESSAGES[f"{wet.upper()}323"], VANDAAG)
    held = Afspraken(afspraken) if afspraken is not None else None
    return msgspec.structs.replace(known, afspraken=held), [Regel(b.BSN, line, TOEGEKEND, "eerder") for line in eerder]


def met_kenmerk(bericht: m323.Bericht, identificatie: str) -> m323.Bericht:
    """The same claim under another Identificatie."""
    kenmerk = msgspec.structs.replace(bericht.header.bericht_identificatie, identificatie=identificatie)
    return msgspec.structs.replace(bericht, header=msgspec.structs.replace(bericht.header, bericht_identificatie=kenmerk))


def berekend(wet: Wet, toegewezen: m301.ToegewezenProduct | None, *lijnen: m323.Prestatie, **anders: Any) -> list[Berekening]:
    """The calculations of a claim of these lines; agreed is 61,50 an hour unless said otherwise."""
    bericht = declaratie(wet, *lijnen)
    agreed = anders.get("afspraken", [afspraak(wet)])
    known, regels = bekend(wet, bericht, [toegewezen] if toegewezen else [], agreed, anders.get("eerder", ()))
    return list(berekeningen(bericht, known, wet, anders.get("gevraagd"), regels))
