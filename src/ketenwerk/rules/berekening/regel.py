"""One line as a calculation. Every number comes from what the rules themselves ask: `rules.grens` and `rules.tarief`."""

from collections.abc import Iterable

from ketenwerk.claims.periode import maand, productperiode
from ketenwerk.ledger.declaraties import Grondslag, Regel
from ketenwerk.rules.engine import Beoordeeld
from ketenwerk.rules.grens import rest_van_budget
from ketenwerk.rules.lijn import Lijn

from .grenzen import in_periode, in_totaal
from .prijs import bedragdeel, tariefdeel
from .vorm import Berekening, Bevinding, Budgetdeel, EerdereRegel, Gebruik, Periodedeel, Toewijzingdeel, Uitkomst


def berekening(line: Beoordeeld, eerder: Iterable[Regel]) -> Berekening:
    """What came of a line and how, at the moment that it is judged; `eerder` are the lines that stand on its assignment."""
    lijn, prestatie = line.lijn, line.lijn.prestatie
    grondslag = lijn.grondslag
    return Berekening(
        referentie=prestatie.product_referentie.referentie_nummer,
        debet=lijn.debet,
        vorig=prestatie.product_referentie.vorig_referentie_nummer,
        toewijzing_nummer=prestatie.toewijzing_nummer,
        categorie=prestatie.product_categorie,
        code=prestatie.product_code,
        toewijzing=_toewijzing(grondslag) if grondslag else None,
        periode=_periode(lijn, grondslag) if grondslag else None,
        in_periode=in_periode(lijn),
        in_totaal=in_totaal(lijn),
        gebruik=_gebruik(lijn, eerder) if grondslag else None,
        budget=_budget(lijn),
        tarief=tariefdeel(lijn) if lijn.debet else None,
        bedrag=bedragdeel(lijn) if lijn.debet else None,
        uitkomst=_uitkomst(line),
    )


def _toewijzing(grondslag: Grondslag) -> Toewijzingdeel:
    return Toewijzingdeel(**{name: getattr(grondslag, name) for name in Toewijzingdeel.__struct_fields__})


def _periode(lijn: Lijn, grondslag: Grondslag) -> Periodedeel:
    asked = lijn.prestatie.product_periode
    right = productperiode(asked.begindatum, grondslag.ingangsdatum, grondslag.einddatum)
    month = maand(asked.begindatum)
    return Periodedeel(
        begin=asked.begindatum,
        eind=asked.einddatum,
        juist_begin=right.begin if right else None,
        juist_eind=right.eind if right else None,
        begin_door="toewijzing" if right and right.begin > month.begin else "maand",
        eind_door="toewijzing" if right and right.eind < month.eind else "maand",
    )


def _gebruik(lijn: Lijn, eerder: Iterable[Regel]) -> Gebruik:
    regels = sorted((_eerder(regel) for regel in eerder), key=lambda regel: (regel.begin, regel.referentie))
    total = lijn.som.bedrag
    return Gebruik(bedrag=total, onbekend_bedrag=total - sum(regel.bedrag for regel in regels), regels=tuple(regels))


def _eerder(regel: Regel) -> EerdereRegel:
    prestatie = regel.prestatie
    return EerdereRegel(
        referentie=prestatie.product_referentie.referentie_nummer,
        bericht=regel.bericht,
        begin=prestatie.product_periode.begindatum,
        eind=prestatie.product_periode.einddatum,
        volume=prestatie.geleverd_volume,
        eenheid=prestatie.eenheid,
        bedrag=prestatie.ingediend_bedrag.bedrag,
        staat=regel.staat,
    )


def _budget(lijn: Lijn) -> Budgetdeel | None:
    rest, asked = rest_van_budget(lijn), lijn.prestatie.ingediend_bedrag.bedrag
    if rest is None:
        return None
    used = lijn.som.bedrag
    return Budgetdeel(budget=rest + used, gebruikt=used, rest=rest, gevraagd=asked, te_veel=max(0, asked - rest))


def _uitkomst(line: Beoordeeld) -> Uitkomst:
    found = tuple(
        Bevinding(regel=rule.name, code=rule.code or None, gevonden=hit.found, verwacht=hit.expected, signaal=hit.signal)
        for rule, hit in line.hits
    )
    if not line.is_beoordeeld:
        return Uitkomst(staat="niet beoordeeld", bevindingen=found)
    return Uitkomst(staat="toegekend" if line.is_toegekend else "afgewezen", bevindingen=found)
