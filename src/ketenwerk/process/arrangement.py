"""Another arrangement: what was claimed of the old one is credited before its stop is reported (E201).

A stop by agreement may as well be a plain end, for which the first piece stays. So what stands is a signal and keeps nobody from
sending.
"""

from collections.abc import Collection
from typing import Final

import msgspec

from ketenwerk.messages.finding import Finding
from ketenwerk.register import afspraken
from ketenwerk.register.models import Declaratieregel, Gesprek
from ketenwerk.rules.judge import Report
from ketenwerk.standard import m307

REGEL: Final = "LOK015"
IN_OVEREENSTEMMING: Final = {"jw": "34", "wmo": "23"}
"""RedenBeeindiging with which a provider ends an arrangement to begin another."""
EERSTE_AANLEVERING: Final = "1"
_PATH: Final = "/Bericht/Client/StopProducten/StopProduct[{}]/RedenBeeindiging"


def standing(gesprek: Gesprek, nummers: Collection[int]) -> list[Declaratieregel]:
    """The pieces of arrangements in halves that stand on these assignments: claimed, not rejected and not credited."""
    held = afspraken.agreed(gesprek)
    if held is None or not any(regel.helften for regel in held.regels):
        return []
    rows = Declaratieregel.objects.filter(gesprek=gesprek, toewijzing__in=list(nummers), debet=True, gecrediteerd=False)
    fact = gesprek.fact
    return [
        row
        for row in rows.exclude(staat=Declaratieregel.Staat.AFGEWEZEN).select_related("declaratie").order_by("begindatum", "pk")
        if any(
            each.helften
            for each in held.product(fact.wet, fact.gemeente, fact.aanbieder, (row.categorie, row.code), row.begindatum)
        )
    ]


def beside(report: Report, gesprek: Gesprek) -> Report:
    """The judgement of a message of ours, with a signal for each arrangement that ends while pieces of it stand."""
    bericht = report.bericht
    if not isinstance(bericht, m307.Bericht):
        return report
    reason = IN_OVEREENSTEMMING[gesprek.fact.wet]
    ended = [
        (place, product.toewijzing_nummer)
        for place, product in enumerate(bericht.client.stop_producten, 1)
        if product.reden_beeindiging == reason
        and product.status_aanlevering == EERSTE_AANLEVERING
        and product.toewijzing_nummer is not None
    ]
    if not ended:
        return report
    pieces = standing(gesprek, [nummer for _, nummer in ended])
    found = [
        Finding(rule=REGEL, level=4, path=_PATH.format(place), found=reason, signal=True, key=REGEL)
        for place, nummer in ended
        if any(row.toewijzing == nummer for row in pieces)
    ]
    return msgspec.structs.replace(report, findings=(*report.findings, *found)) if found else report
