"""What a provider asks where only a most was agreed (E223): kept per assignment, with the product that was really delivered.

The statement of the parents stays with the provider and is not sent: only the day on which it was signed is kept.
"""

import uuid
from collections.abc import Collection
from datetime import date, datetime

import msgspec

from .models import Dossier, Gekozentarief, Gesprek
from .queries import as_uuid

Opdracht = tuple[uuid.UUID, int]
"""A client and the number of its assignment."""


class Keuze(msgspec.Struct, frozen=True, kw_only=True):
    """`tarief` in eurocents per agreed unit; `verklaring` is the day on which the statement was signed, None without one."""

    van: date
    categorie: str
    code: str
    tarief: int
    verklaring: date | None = None


def keep(dossier: Dossier, toewijzing: int, keuze: Keuze, now: datetime, door: str) -> None:
    """Keeps a choice; one that begins on the same day takes the place of the one that was there."""
    same = {"gesprek_id": dossier.gesprek_id, "client_id": dossier.client_id, "toewijzing": toewijzing, "van": keuze.van}
    row = Gekozentarief.objects.filter(**same).first() or Gekozentarief(party_id=dossier.party_id, **same)
    row.at, row.door = now, door
    row.seal("inhoud", msgspec.json.encode(keuze))
    row.save()


def chosen(gesprekken: Collection[int], nummers: Collection[int]) -> dict[int, dict[Opdracht, list[Keuze]]]:
    """What was chosen on these assignments, by conversation, oldest first; one query. Few clients have any."""
    rows = Gekozentarief.objects.filter(gesprek__in=list(gesprekken)).order_by("van")
    wanted = frozenset(nummers)
    found: dict[int, dict[Opdracht, list[Keuze]]] = {}
    for row in rows:
        if row.toewijzing in wanted:
            held = found.setdefault(row.gesprek_id, {}).setdefault((as_uuid(row.client_id), row.toewijzing), [])
            held.append(msgspec.json.decode(row.opened("inhoud"), type=Keuze))
    return found


def of_assignment(gesprek: Gesprek, client: uuid.UUID, nummer: int) -> list[Keuze]:
    """What was chosen on one assignment, oldest first."""
    return chosen([gesprek.pk], [nummer]).get(gesprek.pk, {}).get((client, nummer), [])
