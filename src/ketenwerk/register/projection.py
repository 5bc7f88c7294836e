"""Writes the projection: the difference between a dossier as it stood and as it stands, in bulk, never one object at a time."""

import uuid
from typing import Final

from ketenwerk.ledger import facts as ledger
from ketenwerk.ledger.machines import VERZENDING

from .facts import TABLES, Fact, columns, encoded, keyed
from .models import Archiefbericht, Dossier, Feit, Verzonden
from .rows import insert

SENT: Final = VERZENDING.after(VERZENDING.begin, "verstuurd")
APPROVED: Final = VERZENDING.after(SENT, "retour goed")
REJECTED: Final = VERZENDING.after(SENT, "retour fout")


def store(row: Dossier, before: ledger.Dossier, after: ledger.Dossier) -> None:
    """Brings the tables from one state of a dossier to the next."""
    old, new = keyed(before), keyed(after)
    for table in TABLES:
        gone = [key for key, fact in old[table].items() if new[table].get(key) != fact]
        come = {key: fact for key, fact in new[table].items() if old[table].get(key) != fact}
        if gone:
            table._default_manager.filter(dossier=row, sleutel__in=gone).delete()
        insert([_row(table, row, key, fact) for key, fact in come.items()])


def sent(row: Archiefbericht, afzender: str, bericht_code: str, identificatie: str) -> None:
    """Keeps under which name a message that counts was exchanged (TR056)."""
    named = Verzonden(
        party_id=row.party_id,
        gesprek_id=row.gesprek_id,
        afzender=afzender,
        bericht_code=bericht_code,
        identificatie=identificatie,
        bericht=row,
        soort=row.number,
        staat=SENT,
    )
    insert([named])


def answered(heenbericht: Archiefbericht, *, approved: bool) -> None:
    """A return message on a message came in. What it rejects counts as not sent, and its name is free (OP286, C-14)."""
    Verzonden.objects.filter(bericht=heenbericht).update(staat=APPROVED if approved else REJECTED)


def _row(table: type[Feit], dossier: Dossier, key: str, fact: Fact) -> Feit:
    made = table(
        id=uuid.uuid4(),
        party_id=dossier.party_id,
        dossier=dossier,
        bericht_id=uuid.UUID(fact.bericht),
        sleutel=key,
        **columns(fact),
    )
    made.seal("feit", encoded(fact))
    return made
