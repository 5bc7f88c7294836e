"""Messages by what names them: a reference, a number, an identification, a code of what was found in them, or a person.

Only selects; to be used within the scope of a user. Each question is one list of keys out of indexes, however many messages there
are, and reaches the return messages and replies on what it finds.
"""

from collections.abc import Sequence
from typing import Any, Final

from django.db.models import Q, QuerySet

from ketenwerk.register.models import Archiefbericht, Client, Declaratieregel, Kenmerk

Keys = QuerySet[Any, Any]
_LONGEST_NUMBER: Final = 18
"""Digits that fit in a column of a number."""
_NAMED: Final = (Kenmerk.Soort.VERWIJZING, Kenmerk.Soort.CODE)


def bearing(mark: str) -> Q:
    """The messages with this mark, and what was returned or replied to them. A code may be written small."""
    spelled = {mark, mark.upper()}
    marked = Kenmerk.objects.filter(soort__in=_NAMED, waarde__in=spelled).values("bericht")
    named = Archiefbericht.objects.filter(identificatie=mark).values("pk")
    lines = [Declaratieregel.objects.filter(referentie=mark), Declaratieregel.objects.filter(vorig=mark).exclude(vorig="")]
    if mark.isdecimal() and len(mark) <= _LONGEST_NUMBER:
        lines.append(Declaratieregel.objects.filter(toewijzing=int(mark)))
    return _with_returns([marked, named, *(each.values("declaratie__bericht") for each in lines)])


def about(hashes: Sequence[str], clients: QuerySet[Client]) -> Q:
    """The messages about one person: by the keyed hashes of the BSN, and by the dossiers of these clients where none is named."""
    return _with_returns(
        [
            Archiefbericht.objects.filter(bsn_hash__in=hashes).values("pk"),
            Kenmerk.objects.filter(soort=Kenmerk.Soort.BSN, waarde__in=hashes).values("bericht"),
            Archiefbericht.objects.filter(dossier__client__in=clients.filter(bsn_hash__in=hashes)).values("pk"),
        ]
    )


def _with_returns(found: Sequence[Keys]) -> Q:
    each = [*found]
    for keys in found:
        each += [Archiefbericht.objects.filter(**{f"{column}__in": keys}).values("pk") for column in ("heenbericht", "answers")]
    return Q(pk__in=each[0].union(*each[1:]))
