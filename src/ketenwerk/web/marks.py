"""Messages by what names them for people: a reference of the provider, an assignment number, an identification.

Only selects, and only what the register knows: a message that did not count left no such mark.
"""

from typing import Any

from django.db.models import Q, QuerySet

from ketenwerk.register.models import Start, Stop, Toewijzingversie, Verzoek, Verzonden


def bearing(mark: str) -> Q:
    """The messages with this mark, and the return messages on them. To be used within the scope of a user."""
    tables: list[QuerySet[Any, Any]] = [
        Verzonden.objects.filter(identificatie=mark).values("bericht"),
        Verzoek.objects.filter(referentie=mark).values("bericht"),
    ]
    if mark.isascii() and mark.isdigit() and len(mark) < 19:
        number = int(mark)
        tables += [
            Toewijzingversie.objects.filter(nummer=number).values("bericht"),
            Start.objects.filter(toewijzing=number).values("bericht"),
            Stop.objects.filter(toewijzing=number).values("bericht"),
        ]
    found = Q()
    for rows in tables:
        found |= Q(pk__in=rows) | Q(heenbericht__in=rows) | Q(answers__in=rows)
    return found
