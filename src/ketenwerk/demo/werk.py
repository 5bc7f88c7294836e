"""Work that waits on both sides of a claim: deliveries that nobody claimed yet, and a claim that nobody answered yet.

Typed and sent the way a user does it, on assignments and claims that the stories happen to have. Needs the application.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from ketenwerk.claims.volume import UUR
from ketenwerk.demo.berichten import DemoMessage
from ketenwerk.demo.kalender import Kalender
from ketenwerk.demo.personen import DE_OEVER, HET_GEMAAL, HOOGMEER
from ketenwerk.ledger.toewijzing import VERWIJDERD
from ketenwerk.messages.read import read
from ketenwerk.process import declareerplan, leveren
from ketenwerk.protocol.leveringbestand import Rijlevering
from ketenwerk.register import leveringen
from ketenwerk.register.leveringen import Versie
from ketenwerk.register.models import Declaratieregel, EigenPartij, Toewijzingversie
from ketenwerk.standard import m323
from ketenwerk.standard.types import Wet

KIJKT_NA: Final[tuple[Wet, str]] = ("jw", HOOGMEER)
"""The municipality that looks at each claim before its answer leaves."""
LEVEREN: Final[tuple[tuple[Wet, str], ...]] = (("jw", DE_OEVER), ("wmo", HET_GEMAAL))
"""The providers that have last month still to claim."""
_MOST: Final = 5
_GEWOON: Final = ((120, 90, 150), (60, 120, 90), (90, 45, 180), (120, 60, 75))
"""Minutes of the visits to a client in a month: within what any story assigns."""
_TE_VEEL: Final = (210, 240, 180, 240, 210)
"""Eighteen hours in a month: more than any story assigns."""
_BUITEN: Final = 60
_WEEKDAYS: Final = 5


def last_to_look_at(told: Iterable[DemoMessage]) -> DemoMessage | None:
    """The last claim that the municipality of `KIJKT_NA` gets and does not reject: it waits for its answer."""
    return next((message for message in reversed(list(told)) if _is_claim(message)), None)


def look_first() -> None:
    """From now on claims wait at that municipality until somebody looked at them."""
    wet, code = KIJKT_NA
    EigenPartij.objects.filter(wet=wet, code=code).update(kijkt_na=True)


def deliver(party: EigenPartij, today: date, now: datetime, door: str) -> int:
    """Types what a provider did last month for up to five clients: one of them gets too much, and one day is of no assignment.

    Says how many deliveries are new. Raises Onleesbaar for what a user could not type either.
    """
    first, last = Kalender(today).maand(1)
    assigned = _by_the_hour(party)
    claimed = _claimed(party, assigned, first, last)
    runs = [each for each in assigned if _holds(each, first) and _holds(each, last) and each.key not in claimed][:_MOST]
    bsns = declareerplan.bsns_of({each.client for each in assigned})
    days = _working_days(first, last)
    rows: list[Rijlevering] = []
    for place, versie in enumerate(runs):
        too_much = place == len(runs) - 1
        visits = _TE_VEEL if too_much else _GEWOON[place % len(_GEWOON)]
        step = len(days) // len(visits)
        rows += [_row(versie, bsns, days[place % step + step * at], visit) for at, visit in enumerate(visits)]
    outside = next((each for each in assigned if not _holds(each, days[-1])), None)
    if outside is not None:
        rows.append(_row(outside, bsns, days[-1], _BUITEN))
    return leveren.typed(rows, party, now, today, door)


def _is_claim(message: DemoMessage) -> bool:
    if message.received != "accepted" or "323" not in message.name:
        return False
    bericht = read(message.data)
    return isinstance(bericht, m323.Bericht) and bericht.header.ontvanger == KIJKT_NA[1]


def _by_the_hour(party: EigenPartij) -> list[Versie]:
    """The assignments in hours of a product that is named, by their number; without those that were taken back."""
    actual = leveringen.actual(Toewijzingversie.objects.filter(party=party, eenheid=UUR).exclude(code=""))
    standing = (each for each in actual if each.grondslag.reden_wijziging not in VERWIJDERD[party.wet])
    return sorted(standing, key=lambda each: each.grondslag.nummer)


def _claimed(party: EigenPartij, assigned: Iterable[Versie], first: date, last: date) -> set[object]:
    """The assignments of which a line claims something in these days; a second line would replace it."""
    lines = Declaratieregel.objects.filter(party=party, begindatum__lte=last, einddatum__gte=first)
    found = set(lines.values_list("gesprek_id", "client_id", "toewijzing"))
    return {each.key for each in assigned if (each.gesprek, each.client, each.grondslag.nummer) in found}


def _holds(versie: Versie, day: date) -> bool:
    held = versie.grondslag
    return held.ingangsdatum <= day and (held.einddatum is None or day <= held.einddatum)


def _working_days(first: date, last: date) -> Sequence[date]:
    days = (first + timedelta(days=count) for count in range((last - first).days + 1))
    return [day for day in days if day.weekday() < _WEEKDAYS]


def _row(versie: Versie, bsns: dict[object, str], day: date, minutes: int) -> Rijlevering:
    return Rijlevering(
        plaats="",
        datum=day,
        bsn=bsns[versie.client],
        toewijzing=versie.grondslag.nummer,
        soort="minuten",
        hoeveelheid=minutes,
        gemeente=versie.gemeente,
    )
