"""Our own acts: a message that is made here is judged by the same rules before it leaves, and takes effect when it may leave."""

import time
from datetime import datetime
from typing import Final

import msgspec
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from ketenwerk.messages.write import write
from ketenwerk.register import afspraken, archive, order, parties
from ketenwerk.register.addressing import addressed
from ketenwerk.register.models import Archiefbericht, Bron, EigenPartij, Gesprek
from ketenwerk.rules.judge import Report, check, judge
from ketenwerk.standard.basis import Bericht

from . import arrangement
from .entering import enter
from .looked import look_up
from .pipeline import claimable, work_one

_PAUSE: Final = 0.02


class Outcome(msgspec.Struct, frozen=True):
    """The judgement before sending and, when the message may leave, its row in the archive: to be sent, and in effect."""

    report: Report
    bericht: Archiefbericht | None = None


class NotOurs(ValueError):
    """The message has another sender than the party that it would be sent for, or is one that only answers another."""


def submit(bericht: Bericht, party: EigenPartij, now: datetime) -> Outcome:
    """Judges a message of ours on all levels and, when nothing rejects it, enters it and puts it in the outbox.

    What rejects it leaves no trace: the message was not sent. Raises NotOurs, and NotWritable for what cannot be written.
    """
    data = write(bericht)
    report = check(data)
    if report.bericht is None or report.message_type is None or report.rejecting:
        return Outcome(report)
    address = addressed(report.bericht, report.message_type)
    if report.message_type.answers or (report.message_type.wet, address.sender) != (party.wet, party.code):
        raise NotOurs(f"{report.message_type.name} is not a message that this party sends by itself")
    gesprek = parties.sending(address)
    assert gesprek is not None
    while True:
        _catch_up(gesprek, now)
        with transaction.atomic():
            order.take_turn(gesprek)
            # A message that cannot be dealt with at the moment does not keep us from acting.
            if not claimable(now, _line(gesprek)).exists():
                return _send(data, report, gesprek, now)


def preflight(bericht: Bericht, gesprek: Gesprek, now: datetime) -> Report:
    """Judges a message of ours as `submit` would, beside what is known at this moment; nothing is written."""
    report = check(write(bericht))
    if report.bericht is None or report.message_type is None or report.rejecting:
        return report
    with transaction.atomic():
        looked = look_up(gesprek, report.bericht, report.message_type, timezone.localdate(now))
    return arrangement.beside(judge(report, looked.known), gesprek)


def _send(data: bytes, report: Report, gesprek: Gesprek, now: datetime) -> Outcome:
    assert report.bericht is not None
    assert report.message_type is not None
    looked = look_up(gesprek, report.bericht, report.message_type, timezone.localdate(now))
    report = arrangement.beside(judge(report, looked.known), gesprek)
    if report.rejecting or report.bericht is None or report.message_type is None:
        return Outcome(report)
    address = addressed(report.bericht, report.message_type)
    row = archive.make(data, Bron.EIGEN, now, address=address, gesprek=gesprek)
    archive.write_judgement(row, report)
    row.processed_at, row.processed_nr, row.to_send, row.counts = now, order.next_processed(), True, False
    row.save(force_insert=True)
    afspraken.note_unapplied(row, report.not_applied)
    enter(row, gesprek, report.bericht, looked.vraag, looked.known.dossier)
    row.save(update_fields=["counts", "dossier", "changes"])
    return Outcome(report, row)


def _catch_up(gesprek: Gesprek, now: datetime) -> None:
    """Deals first with what came in before: we answer to what is known, not to what lies unread."""
    while claimable(now, _line(gesprek)).exists():
        if work_one(now, gesprek=gesprek.pk) is None:
            time.sleep(_PAUSE)  # another process is busy with it


def _line(gesprek: Gesprek) -> QuerySet[Archiefbericht]:
    return Archiefbericht.objects.filter(gesprek=gesprek)
