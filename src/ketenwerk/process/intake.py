"""Takes messages in: keeps them first, and for who waits for the outcome deals with them at once."""

import time
from datetime import datetime, timedelta
from typing import Final

import msgspec

from ketenwerk.register import archive, parties
from ketenwerk.register.addressing import glimpsed
from ketenwerk.register.archive import NO_ENVELOPE, Envelope, Kept
from ketenwerk.register.models import Archiefbericht, Bron, Zending

from .pipeline import claimable, work_one

PATIENCE: Final = timedelta(seconds=15)
_PAUSE: Final = 0.02


class Ontvangst(msgspec.Struct, frozen=True):
    """What came of a message: its row and, where there is one, the reply. `again`: the same delivery had come before."""

    bericht: Archiefbericht
    antwoord: Archiefbericht | None
    again: bool = False


def take_in(
    data: bytes,
    name: str,
    source: str,
    now: datetime,
    *,
    envelope: Envelope = NO_ENVELOPE,
    zending: Zending | None = None,
) -> Kept:
    """Keeps a message. When this returns it is safe, and its sender may be told so. `source` is a value of `Bron`."""
    kind = Bron(source)
    address = glimpsed(data)
    gesprek = parties.receiving(address)
    return archive.keep(data, name, kind, now, address=address, gesprek=gesprek, envelope=envelope, zending=zending)


def receive(
    data: bytes,
    name: str,
    source: str,
    now: datetime,
    zending: Zending | None = None,
    envelope: Envelope = NO_ENVELOPE,
) -> Ontvangst:
    """Keeps a message and deals with it, and with what came before it in its conversation.

    When that does not end in time, because another process is busy with it or an earlier message cannot be dealt with, the
    message stays as one that waits: the worker goes on with it.
    """
    kept = take_in(data, name, source, now, envelope=envelope, zending=zending)
    row = kept.row
    limit = time.monotonic() + PATIENCE.total_seconds()
    while row.processed_at is None and time.monotonic() < limit:
        done = work_one(now, gesprek=row.gesprek_id) if row.gesprek_id else work_one(now, bericht=row.pk)
        row.refresh_from_db()
        if done is None and row.processed_at is None:
            line = (
                Archiefbericht.objects.filter(gesprek=row.gesprek) if row.gesprek_id else Archiefbericht.objects.filter(pk=row.pk)
            )
            if not claimable(now, line).exists():
                break
            time.sleep(_PAUSE)
    return Ontvangst(row, Archiefbericht.objects.filter(answers=row).first(), kept.again)
