"""A message of ours that a hub could not read: the same file may be offered again once that is repaired (E199).

That is no answer. What a receiver rejected was read and judged: then only a new message helps, under new numbers.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from ketenwerk.register import archive
from ketenwerk.register.models import Archiefbericht, Declaratie, Voorval

_KINDS = (Voorval.Soort.TECHNISCH, Voorval.Soort.OPNIEUW)


class NotWaiting(ValueError):
    """The message is none of ours, has its answer already, or is not in the state that this asks for."""


def rejected(keys: Collection[UUID]) -> set[UUID]:
    """Which of these messages were rejected on the way and not offered again since, in one query."""
    last: dict[UUID, str] = {}
    for key, soort in Voorval.objects.filter(bericht__in=keys, soort__in=_KINDS).order_by("pk").values_list("bericht", "soort"):
        last[key] = soort
    return {key for key, soort in last.items() if soort == Voorval.Soort.TECHNISCH}


def reject(key: UUID, now: datetime, melding: str = "") -> None:
    """Notes that a hub rejected a message of ours. `melding` is the number that the hub gave it, without data of the message.

    Raises NotWaiting for one that was answered, or rejected already.
    """
    with transaction.atomic():
        row = _waiting(key)
        if rejected([key]):
            raise NotWaiting
        archive.note(row, Voorval.Soort.TECHNISCH, now, text=melding[:100])


def offer_again(key: UUID, now: datetime) -> None:
    """Puts the same file in the outbox once more. Raises NotWaiting unless it was rejected on the way and not offered since."""
    with transaction.atomic():
        row = _waiting(key)
        if not rejected([key]):
            raise NotWaiting
        row.sent_at = row.retry_at = None
        row.save(update_fields=["sent_at", "retry_at"])
        archive.note(row, Voorval.Soort.OPNIEUW, now)


def _waiting(key: UUID) -> Archiefbericht:
    """The message, locked, when it was to be sent and has no answer."""
    rows = Archiefbericht.objects.select_for_update(of=("self",)).filter(pk=key, to_send=True)
    row = rows.defer("payload", "judgement", "kern", "changes").first()
    if row is None or row.retouren.exists():
        raise NotWaiting
    if Declaratie.objects.filter(bericht=key).exclude(staat=Declaratie.Staat.OPEN).exists():
        raise NotWaiting
    return row
