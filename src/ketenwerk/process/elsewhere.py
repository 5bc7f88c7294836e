"""What a party of ours sent with other software: it is kept beside what came in, and counts until its receiver rejects it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ketenwerk.register import afspraken, archive, known, order, parties, projection
from ketenwerk.register.addressing import addressed
from ketenwerk.register.models import Archiefbericht, Bron
from ketenwerk.rules.judge import check, judge
from ketenwerk.standard import m323

from .entering import enter
from .looked import look_up


def record(data: bytes, name: str, source: str, at: datetime, *, answers: Archiefbericht | None = None) -> Archiefbericht | None:
    """Keeps a message that was sent at that moment; None when it cannot be read or its sender is no party of ours.

    What we hold wrong is kept too, and does not count before its receiver approves it: it has left already, and its name is used.
    A claim waits for its answer, also when it is wrong.
    `answers` is the message that a return message or a 325 is about. `source` is a value of `Bron`.
    """
    report = check(data)
    if report.bericht is None or report.message_type is None:
        return None
    bericht, message = report.bericht, report.message_type
    address = addressed(bericht, message)
    with transaction.atomic():
        gesprek = parties.sending(address)
        if gesprek is None:
            return None
        order.take_turn(gesprek)
        looked = look_up(gesprek, bericht, message, timezone.localdate(at))
        report = report if message.answers else judge(report, looked.known)
        row = archive.make(data, Bron(source), at, address=address, gesprek=gesprek, name=name)
        archive.write_judgement(row, report)
        row.processed_at, row.processed_nr, row.counts, row.answers = at, order.next_processed(), False, answers
        row.to_send, row.sent_at = True, at
        row.save(force_insert=True)
        afspraken.note_unapplied(row, report.not_applied)
        if message.answers or known.is_taken(gesprek, looked.vraag):
            return row
        if report.verdict == "accepted" or isinstance(bericht, m323.Bericht):
            enter(row, gesprek, bericht, looked.vraag, looked.known.dossier)
            row.save(update_fields=["counts", "dossier", "changes"])
        else:
            projection.sent(row, looked.vraag.afzender, looked.vraag.bericht_code, looked.vraag.identificatie)
        return row
