"""The limits of a line with all that was counted for them: weeks by number, Sundays by date, the broken last week."""

from datetime import date

from ketenwerk.claims.periode import Periode, weken, zondagen
from ketenwerk.claims.volume import MINUUT, telbaar
from ketenwerk.rules.grens import Grens, grens_in_periode, grens_in_totaal, volume_van
from ketenwerk.rules.lijn import Lijn

from .vorm import Grensdeel, Week


def in_periode(lijn: Lijn) -> Grensdeel | None:
    """The most in the ProductPeriode (TR321); None where no Omvang sets one."""
    grens, asked = grens_in_periode(lijn), lijn.prestatie.product_periode
    return _deel(grens, lijn, asked.begindatum, asked.einddatum) if grens else None


def in_totaal(lijn: Lijn) -> Grensdeel | None:
    """The most over the whole assignment (TR322); None where nothing limits it."""
    grens = grens_in_totaal(lijn)
    return _deel(grens, lijn, grens.omvang.ingangsdatum, grens.omvang.einddatum) if grens else None


def _deel(grens: Grens, lijn: Lijn, begin: date, eind: date | None) -> Grensdeel:
    maximum, omvang, asked = grens.maximum, grens.omvang, volume_van(lijn)
    unit = _counting_unit(grens, lijn)
    size = telbaar(1, unit)
    counted = Periode(begin, eind) if eind else None
    return Grensdeel(
        telling=maximum.telling,
        aantal=maximum.aantal,
        erbij=maximum.erbij,
        weken=tuple(Week(*each) for each in weken(counted)) if counted and maximum.telling == "weken" else (),
        zondagen=tuple(zondagen(counted)) if counted and maximum.telling == "zondagen" else (),
        gebroken_tot=omvang.einddatum if maximum.erbij else None,
        begin=begin,
        eind=eind,
        per=omvang.volume,
        eenheid=omvang.eenheid,
        maximum=maximum.volume,
        teleenheid=unit,
        hoogstens=grens.most // size,
        gebruikt=grens.gebruikt // size,
        rest=grens.rest // size,
        gevraagd=asked // size,
        te_veel=max(0, asked - grens.rest) // size,
    )


def _counting_unit(grens: Grens, lijn: Lijn) -> str:
    """The unit in which all of it are whole numbers: that of the assignment, or minutes where hours and minutes meet."""
    unit = grens.omvang.eenheid
    whole = lijn.prestatie.eenheid == unit and grens.gebruikt % telbaar(1, unit) == 0
    return unit if whole else MINUUT
