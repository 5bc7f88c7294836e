"""Deals with one message inside the transaction of the pipeline: judges it, enters it, answers it."""

from datetime import datetime

from django.utils import timezone

from ketenwerk.register import afspraken, archive, order, parties
from ketenwerk.register.addressing import addressed
from ketenwerk.register.models import Archiefbericht
from ketenwerk.register.projection import SENT
from ketenwerk.rules.judge import Report, check, judge
from ketenwerk.rules.replay.play import is_approval
from ketenwerk.standard import m323, m325
from ketenwerk.standard.basis import Bericht

from . import declareren
from .entering import enter, returned
from .looked import Looked, look_up
from .replying import keep_reply, make_reply

_WRITTEN = (
    "verdict", "findings_count", "signals_count", "processed_at", "processed_nr", "counts", "dossier", "heenbericht", "approves",
    "kern", "judgement", "changes", "sender", "receiver",
)  # fmt: skip


def handle(row: Archiefbericht, now: datetime) -> None:
    """Deals with a message that waits, in the turn of its conversation, which `queries.claim` took.

    When it proves to belong to another conversation it is only put in that line.
    """
    report = check(archive.payload(row))
    if _belongs_elsewhere(row, report):
        return
    looked = None
    if row.gesprek is not None and report.bericht is not None and report.message_type is not None:
        looked = look_up(row.gesprek, report.bericht, report.message_type, timezone.localdate(now))
        report = judge(report, looked.known)
    archive.write_judgement(row, report)
    row.processed_at, row.processed_nr, row.counts = now, order.next_processed(), False
    is_claim = isinstance(report.bericht, m323.Bericht)
    if looked is not None and report.bericht is not None and report.verdict == "accepted" and not is_claim:
        take_effect(row, report.bericht, looked, now)
    if report.verdict == "refused":
        archive.mark_lines(row)
    row.save(update_fields=_WRITTEN)
    afspraken.note_unapplied(row, report.not_applied)
    if is_claim and looked is not None:
        declareren.received(row, report, looked, now)
    elif (made := make_reply(report, now)) is not None:
        keep_reply(row, made, now)


def take_effect(row: Archiefbericht, bericht: Bericht, looked: Looked, now: datetime) -> None:
    """What an accepted message does: one that answers decides on another, every other message changes its dossier."""
    assert row.gesprek is not None
    if isinstance(bericht, m325.Bericht):
        declareren.answer_came(row, bericht, looked, now)
    if not looked.vraag.retour_op:
        enter(row, row.gesprek, bericht, looked.vraag, looked.known.dossier)
        return
    row.approves = is_approval(bericht)
    heen = looked.known.heenbericht
    if heen is None:
        return
    row.heenbericht = Archiefbericht.objects.get(pk=heen.bericht)
    if heen.staat == SENT:  # a second return message changes nothing (E027)
        returned(row.heenbericht, row, now, approved=row.approves)


def _belongs_elsewhere(row: Archiefbericht, report: Report) -> bool:
    """Whether reading it shows another address than its first bytes did; then it is put in the line where it belongs."""
    if report.bericht is None or report.message_type is None:
        return False
    address = addressed(report.bericht, report.message_type)
    row.sender, row.receiver = address.sender, address.receiver
    if row.gesprek is not None and parties.is_receiving(row.gesprek, address):
        return False
    gesprek = parties.receiving(address)
    if gesprek == row.gesprek:
        return False
    row.gesprek = gesprek
    row.party_id = gesprek.party_id if gesprek else None
    row.save(update_fields=["gesprek", "party", "sender", "receiver"])
    return True
