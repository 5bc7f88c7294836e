"""Questions that a municipality takes up with a provider about a claim; one arises by itself for rejected tariffs (E188)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from ketenwerk.ledger.declaraties import Uitkomst
from ketenwerk.register.models import Archiefbericht, Bron, Contactmoment, Declaratie

ANDER_TARIEF: Final = "0611"
"""The return code of a line whose tariff is not the one that was agreed (TR418, LOK011)."""
VANZELF: Final = "ketenwerk"
"""Who asked a question that nobody typed."""
LONGEST: Final = 1000
"""Characters of a question or an outcome."""


class NotOpen(ValueError):
    """The question has its outcome already, or the words are empty or too long."""


def about_tariffs(declaratie: Declaratie, uitkomst: Uitkomst, now: datetime) -> None:
    """Where lines were rejected for their tariff, one question for all of them together: the answer says what is wrong.

    Not on a claim of an old archive: who read its answer asked long ago.
    """
    count = _count(uitkomst.codes.values())
    if not count or declaratie.bericht.source == Bron.IMPORT:
        return
    if Contactmoment.objects.filter(bericht=declaratie.bericht_id, aanleiding=Contactmoment.Aanleiding.TARIEF).exists():
        return
    many = f"{count} regels hebben" if count > 1 else "1 regel heeft"
    words = f"{many} een ander tarief dan afgesproken. Vraag de aanbieder hoe dat komt."
    _keep(declaratie, Contactmoment.Aanleiding.TARIEF, words, count, now, VANZELF)


def ask(declaratie: Declaratie, vraag: str, now: datetime, door: str) -> None:
    """Keeps a question that somebody has about a claim. Raises NotOpen for no words, or too many."""
    _keep(declaratie, Contactmoment.Aanleiding.VRAAG, _checked(vraag), 0, now, door)


def done(row: Contactmoment, uitkomst: str, now: datetime, door: str) -> None:
    """Keeps what came of it, once. Raises NotOpen."""
    if row.gedaan_op is not None:
        raise NotOpen
    row.seal("uitkomst", _checked(uitkomst).encode())
    said = {"uitkomst": row.uitkomst, "gedaan_op": now, "gedaan_door": door[:80]}
    # Of two people who finish it at the same moment the first counts.
    if not Contactmoment.objects.filter(pk=row.pk, gedaan_op=None).update(**said):
        raise NotOpen


def of_party(parties: Iterable[int], *, open_only: bool, bericht: UUID | None = None) -> QuerySet[Contactmoment]:
    """The questions of these parties: the open ones oldest first, else what was done newest first."""
    rows = Contactmoment.objects.filter(party__in=list(parties))
    if bericht is not None:
        rows = rows.filter(bericht=bericht)
    return rows.filter(gedaan_op=None).order_by("at", "pk") if open_only else rows.exclude(gedaan_op=None).order_by("-gedaan_op")


def claims_of(rows: Iterable[Contactmoment]) -> dict[UUID, Declaratie]:
    """The claim of each question, by its message."""
    keys = {row.bericht_id for row in rows}
    found = Declaratie.objects.filter(bericht__in=keys).select_related("gesprek")
    return {declaratie.bericht_id: declaratie for declaratie in found}


def _count(codes: Iterable[tuple[str, ...]]) -> int:
    return sum(ANDER_TARIEF in each for each in codes)


def _checked(words: str) -> str:
    said = words.strip()
    if not said or len(said) > LONGEST:
        raise NotOpen
    return said


def _keep(
    declaratie: Declaratie, aanleiding: Contactmoment.Aanleiding, vraag: str, regels: int, now: datetime, door: str
) -> None:
    bericht: Archiefbericht = declaratie.bericht
    row = Contactmoment(
        party_id=declaratie.party_id, bericht=bericht, aanleiding=aanleiding, regels=regels, at=now, door=door[:80]
    )
    row.seal("vraag", vraag.encode())
    row.save(force_insert=True)
