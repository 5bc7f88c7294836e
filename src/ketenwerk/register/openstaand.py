"""What a provider of ours waits for, by municipality and by how long: from the figures of its claims, however many lines."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final

import msgspec
from django.db.models import Min, Q, Sum

from .models import Declaratie, EigenPartij

AGES: Final = (30, 60, 90)
"""Days after the Dagtekening of a claim at which a next age begins."""


class Gemeentestand(msgspec.Struct, frozen=True):
    """Eurocents, with sign. `oudste` is the Dagtekening of the oldest claim that waits, `gelezen` when the first term began.

    `leeftijden` is what is open by age: of each of `AGES` what is at most so old, and last what is older.
    """

    gesprek: int
    gemeente: str
    open: int
    open_regels: int
    oudste: date | None
    gelezen: date | None
    toegekend: int
    afgewezen: int
    leeftijden: tuple[int, ...]


def standing(own: EigenPartij, today: date) -> list[Gemeentestand]:
    """By municipality, the one waited for longest first. One query."""
    is_open, is_answered = Q(staat=Declaratie.Staat.OPEN), Q(staat=Declaratie.Staat.BEANTWOORD)
    asked = {
        "open": Sum("ingediend", filter=is_open, default=0),
        "open_regels": Sum("regels", filter=is_open, default=0),
        "oudste": Min("dagtekening", filter=is_open),
        "gelezen": Min("gelezen_op", filter=is_open),
        "gevraagd": Sum("ingediend", filter=is_answered, default=0),
        "gekregen": Sum("toegekend", filter=is_answered, default=0),
    }
    ages = {f"leeftijd{n}": Sum("ingediend", filter=is_open & each, default=0) for n, each in enumerate(_ages(today))}
    rows = Declaratie.objects.filter(party=own).order_by().values("gesprek_id", "gesprek__gemeente").annotate(**asked, **ages)
    return sorted((_one(row) for row in rows), key=lambda each: (each.oudste or date.max, each.gemeente))


def _ages(today: date) -> list[Q]:
    bounds = [today - timedelta(days=each) for each in AGES]
    newest = Q(dagtekening__gte=bounds[0])
    between = [Q(dagtekening__lt=newer, dagtekening__gte=older) for newer, older in pairwise(bounds)]
    return [newest, *between, Q(dagtekening__lt=bounds[-1])]


def _one(row: dict[str, Any]) -> Gemeentestand:
    return Gemeentestand(
        gesprek=row["gesprek_id"],
        gemeente=row["gesprek__gemeente"],
        open=row["open"],
        open_regels=row["open_regels"],
        oudste=row["oudste"],
        gelezen=row["gelezen"],
        toegekend=row["gekregen"],
        afgewezen=row["gevraagd"] - row["gekregen"],
        leeftijden=tuple(row[f"leeftijd{n}"] for n in range(len(AGES) + 1)),
    )
