"""The tariff and the amount of a line: what was agreed, what follows from it, what was asked."""

from ketenwerk.claims.bedrag import bedrag_minuten, regelbedrag
from ketenwerk.rules.lijn import Lijn
from ketenwerk.rules.tarief import Tarief, bedragen, tarieven, uurtarieven

from .vorm import Afspraakdeel, Bedragdeel, Tariefdeel

_MINUTES = 60


def tariefdeel(lijn: Lijn) -> Tariefdeel:
    """The tariff beside the agreements that price the line; `klopt` as TR418 and LOK011 judge it."""
    agreed, asked = tarieven(lijn.soort), lijn.prestatie.product_tarief
    right = any(each.laat_toe(asked) for each in agreed) if asked is not None and lijn.soort.is_geprijsd else None
    return Tariefdeel(
        gevraagd=asked,
        klopt=right,
        alleen_registratie=bool(lijn.afspraken) and not lijn.soort.is_geprijsd,
        afspraken=tuple(_afspraak(each) for each in agreed),
    )


def bedragdeel(lijn: Lijn) -> Bedragdeel:
    """The amount as TR346 counts it, and for money as CS339 does: the volume itself."""
    prestatie = lijn.prestatie
    volume, tarief, asked = prestatie.geleverd_volume, prestatie.product_tarief, prestatie.ingediend_bedrag.bedrag
    right = (volume,) if tarief is None else tuple(bedragen(lijn))
    hourly = _hourly(lijn, asked) if tarief is not None else None
    if hourly is not None:
        teller, noemer, counted = hourly * volume, _MINUTES, bedrag_minuten(hourly, volume)
    else:
        teller = counted = volume if tarief is None else regelbedrag(volume, tarief)
        noemer = 1
    return Bedragdeel(
        volume=volume,
        eenheid=prestatie.eenheid,
        tarief=tarief,
        uurtarief=hourly,
        teller=teller,
        noemer=noemer,
        berekend=counted,
        verwacht=right,
        gevraagd=asked,
        klopt=asked in right,
    )


def _hourly(lijn: Lijn, asked: int) -> int | None:
    """The known hour tariff that minutes were counted at: of several the one that gives the amount asked, else the first."""
    known = [each.cent for each in uurtarieven(lijn) or () if not each.hoogstens]
    volume = lijn.prestatie.geleverd_volume
    return next((cent for cent in known if bedrag_minuten(cent, volume) == asked), known[0] if known else None)


def _afspraak(tarief: Tarief) -> Afspraakdeel:
    afspraak = tarief.afspraak
    return Afspraakdeel(
        eenheid=tarief.eenheid,
        tarief=tarief.cent,
        van=afspraak.van,
        tot=afspraak.tot,
        regeltarief=tarief.regeltarief,
        per_uur=tarief.per_uur,
        hoogstens=tarief.hoogstens,
        helft=afspraak.helften,
        uit_categorie=tarief.hoogstens and afspraak.tarief is None,
    )
