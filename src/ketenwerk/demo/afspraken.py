"""What the municipalities of the region agreed on with their providers: every product and tariff of the stories.

Dagbesteding (07) is not in it: a story is about a product without contract.
"""

from datetime import date

from ketenwerk.demo.bouw.declaratie import TARIEF
from ketenwerk.demo.bouw.omvang import ETMAAL, EURO, STUKS, UUR
from ketenwerk.demo.personen import DE_OEVER, HET_GEMAAL, HOOGMEER, ROL_EN_RIJ, VELDRIJK
from ketenwerk.protocol.afspraken import Afspraak, Variant
from ketenwerk.standard.types import Wet

PRIJS = {"11X02": 84500, "11X51": 21900}
"""Eurocents per piece."""
_PER_ETMAAL = 27450

_Regel = tuple[str, str, str, Variant, int | None]
_JEUGD: tuple[_Regel, ...] = (
    ("41", "41A03", UUR, "inspanning", TARIEF),
    ("44", "44A01", UUR, "inspanning", TARIEF),
    ("45", "45A04", UUR, "inspanning", TARIEF),
    ("45", "45A48", UUR, "inspanning", TARIEF),
    ("46", "46A01", ETMAAL, "inspanning", _PER_ETMAAL),
    ("50", "50A01", EURO, "output", None),
    ("50", "50A02", EURO, "output", None),
)
_THUIS: tuple[_Regel, ...] = (
    ("02", "02A03", UUR, "inspanning", TARIEF),
    ("03", "03A12", UUR, "inspanning", TARIEF),
)
_MIDDELEN: tuple[_Regel, ...] = tuple(("11", code, STUKS, "output", prijs) for code, prijs in PRIJS.items())


def afspraken(today: date) -> list[Afspraak]:
    """The agreements as they stand when the stories are told: since the year before they begin, open at the end."""
    van = date(today.year - 2, 1, 1)
    return [
        *_met("jw", HOOGMEER, DE_OEVER, _JEUGD, van),
        *_met("wmo", VELDRIJK, HET_GEMAAL, _THUIS, van),
        *_met("wmo", VELDRIJK, ROL_EN_RIJ, _MIDDELEN, van),
    ]


def _met(wet: Wet, gemeente: str, aanbieder: str, regels: tuple[_Regel, ...], van: date) -> list[Afspraak]:
    return [
        Afspraak(
            wet=wet,
            gemeente=gemeente,
            aanbieder=aanbieder,
            categorie=categorie,
            code=code,
            eenheid=eenheid,
            variant=variant,
            tarief=tarief,
            van=van,
        )
        for categorie, code, eenheid, variant, tarief in regels
    ]
