"""The way of one message: kept as it came, then in one transaction judged, entered, answered. All of it, or nothing.

A worker that is killed leaves no trace: the message waits as before, and the next worker takes it. The messages of one
conversation are dealt with in the order in which they came in, one at a time; conversations do not wait for each other.
"""

import gc
import logging
import traceback
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from ketenwerk.register import archive, queries
from ketenwerk.register.models import Archiefbericht, Voorval

from .handling import handle

logger = logging.getLogger(__name__)

_FIRST_PAUSE: Final = timedelta(seconds=2)
_LONGEST_PAUSE: Final = timedelta(hours=1)


def work_one(now: datetime, *, gesprek: int | None = None, bericht: uuid.UUID | None = None) -> Archiefbericht | None:
    """Deals with the first message that may be dealt with: of all, of one conversation, or that one; None when there is none.

    Raises what went wrong in dealing with it, after it has been set back: it waits, and so does all that came after it in its
    conversation, until another attempt.
    """
    row: Archiefbericht | None = None
    try:
        with _without_collecting(), transaction.atomic():
            row = queries.claim(now, gesprek=gesprek, bericht=bericht)
            if row is not None:
                handle(row, now)
    except Exception as error:
        if row is not None:
            _set_back(row, error, now)
        raise
    return row


@contextmanager
def _without_collecting() -> Iterator[None]:
    """A claim makes a million values that refer to no cycle: looking through them for cycles costs a tenth of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def claimable(now: datetime, of: QuerySet[Archiefbericht] | None = None) -> QuerySet[Archiefbericht]:
    """Messages that wait and that no earlier one of their conversation holds up, in order."""
    rows = Archiefbericht.objects.all() if of is None else of
    earlier = waiting().filter(gesprek=OuterRef("gesprek"), sequence__lt=OuterRef("sequence"))
    mine = rows.filter(processed_at=None).filter(Q(retry_at=None) | Q(retry_at__lte=now))
    return mine.filter(~Exists(earlier)).order_by("sequence")


def waiting() -> QuerySet[Archiefbericht]:
    """What was kept and has not been dealt with."""
    return Archiefbericht.objects.filter(processed_at=None)


def _set_back(row: Archiefbericht, error: Exception, now: datetime) -> None:
    with transaction.atomic():
        attempts = row.voorvallen.filter(soort=Voorval.Soort.POGING).count()
        pause = min(_FIRST_PAUSE * 2**attempts, _LONGEST_PAUSE)
        Archiefbericht.objects.filter(pk=row.pk, processed_at=None).update(retry_at=now + pause)
        archive.note(row, Voorval.Soort.POGING, now, text=place_of(error))


def place_of(error: BaseException) -> str:
    """Kind of error and where in the code. Its text may quote a message, so that is left out."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" in {frames[-1].name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}"[:100]
