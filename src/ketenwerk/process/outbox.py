"""What is to be sent and has not been sent: the archive itself is the outbox."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from ketenwerk.register import archive
from ketenwerk.register.models import Archiefbericht, Voorval

from .pipeline import place_of

Send = Callable[[str, Archiefbericht, bytes], None]
"""Carries a message to a channel. The first argument names the delivery and is the same at every attempt, so that a receiver
that got it already knows it again. Raises what goes wrong; returns when the channel has taken it over."""

_PAUSE: Final = timedelta(minutes=1)


def unsent() -> QuerySet[Archiefbericht]:
    """What is to be sent, in the order in which it was made."""
    return Archiefbericht.objects.filter(to_send=True, sent_at=None).order_by("sequence")


def deliver_all(send: Send, now: datetime, stop: Event, *, channel: str = "") -> None:
    """Sends all that may be sent now, or until `stop`. What fails waits, and so does what comes after it in its conversation."""
    # Looking first takes no turn of the one writer that a file has.
    while not stop.is_set() and _ready(now).exists() and deliver_one(send, now, channel=channel) is not None:
        pass


def deliver_one(send: Send, now: datetime, *, channel: str = "") -> Archiefbericht | None:
    """Sends the first message that may be sent; None when there is none. Messages of a conversation do not overtake each other.

    Each attempt is noted, with the way it travelled. Killed between sending and noting it, it is sent again under the same name.
    """
    with transaction.atomic():
        row = _ready(now).select_for_update(skip_locked=True, of=("self",)).first()
        if row is None:
            return None
        try:
            send(row.pk.hex, row, archive.payload(row))
        except Exception as error:
            row.retry_at = now + _PAUSE
            row.save(update_fields=["retry_at"])
            archive.note(row, Voorval.Soort.NIET_VERSTUURD, now, text=f"{channel} {place_of(error)}".strip()[:100])
        else:
            row.sent_at = now
            row.save(update_fields=["sent_at"])
            archive.note(row, Voorval.Soort.VERSTUURD, now, text=channel)
        return row


def _ready(now: datetime) -> QuerySet[Archiefbericht]:
    earlier = unsent().filter(gesprek=OuterRef("gesprek"), sequence__lt=OuterRef("sequence"))
    return unsent().filter(Q(retry_at=None) | Q(retry_at__lte=now)).filter(~Exists(earlier))
