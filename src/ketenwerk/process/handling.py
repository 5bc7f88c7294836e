"""Deals with one message inside the transaction of the pipeline: judges it, enters it, answers it."""

import uuid
from datetime import date, datetime
from typing import Final

import msgspec
from django.utils import timezone

from ketenwerk.ledger.known import Known, Vraag, question
from ketenwerk.messages.write import write
from ketenwerk.register import afspraken, archive, known, order, parties
from ketenwerk.register.addressing import addressed
from ketenwerk.register.models import Archiefbericht, Bron, Gesprek
from ketenwerk.register.projection import SENT
from ketenwerk.rules.judge import Report, check, judge
from ketenwerk.rules.replay.play import is_approval
from ketenwerk.rules.reply import reply
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.release import MessageType

from .entering import enter, returned

CLAIM: Final = "323"
"""Until claims are judged line by line, no claim of a party of ours is granted by itself."""
QUERIES: Final = known.QUERIES + 1
"""The most that looking up for one message costs: what is known of it, and what was agreed."""
_WRITTEN = (
    "verdict", "findings_count", "signals_count", "processed_at", "processed_nr", "counts", "dossier", "heenbericht", "approves",
    "kern", "judgement", "changes", "sender", "receiver",
)  # fmt: skip


class Looked(msgspec.Struct, frozen=True):
    """What was looked up to judge a message of ours."""

    vraag: Vraag
    known: Known


def handle(row: Archiefbericht, now: datetime) -> None:
    """Deals with a message that waits. When it proves to belong to another conversation it is only put in that line."""
    if row.gesprek is not None:
        order.take_turn(row.gesprek)
    report = check(archive.payload(row))
    if _belongs_elsewhere(row, report):
        return
    looked = None
    if row.gesprek is not None and report.bericht is not None and report.message_type is not None:
        looked = look_up(row.gesprek, report.bericht, report.message_type, timezone.localdate(now))
        report = judge(report, looked.known)
    archive.write_judgement(row, report)
    row.processed_at, row.processed_nr, row.counts = now, order.next_processed(), False
    if looked is not None and report.bericht is not None and report.verdict == "accepted":
        take_effect(row, report.bericht, looked, now)
    row.save(update_fields=_WRITTEN)
    afspraken.note_unapplied(row, report.not_applied)
    answer(row, report, now)


def look_up(gesprek: Gesprek, bericht: Bericht, message: MessageType, today: date) -> Looked:
    """All that the rules may ask about a message of ours, agreements in one query more. Asks for the turn of its conversation.

    A return message is judged without agreements.
    """
    vraag = question(bericht, message)
    if vraag.nummers:
        order.hold_numbers(gesprek)
    if vraag.afzender == gesprek.party.code and not vraag.retour_op:
        order.hold_names(gesprek)
    found = known.known(gesprek, vraag, today)
    if not vraag.retour_op:
        found = msgspec.structs.replace(found, afspraken=afspraken.agreed(gesprek))
    return Looked(vraag, found)


def take_effect(row: Archiefbericht, bericht: Bericht, looked: Looked, now: datetime) -> None:
    """What an accepted message does: a return message decides on another, every other message changes its dossier."""
    assert row.gesprek is not None
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


def answer(row: Archiefbericht, report: Report, now: datetime) -> Archiefbericht | None:
    """Makes the reply and keeps it, to be sent when the message was for a party of ours. It is judged like any message."""
    if row.party_id is not None and row.number == CLAIM and report.verdict == "accepted":
        return None
    own_id = uuid.uuid4()
    made = reply(report, identificatie=own_id.hex[:12].upper(), dagtekening=timezone.localdate(now))
    if made is None:
        return None
    data = write(made)
    judged = check(data)
    assert judged.bericht is not None
    assert judged.message_type is not None
    address = addressed(judged.bericht, judged.message_type)
    kept = archive.make(data, Bron(row.source), now, address=address, gesprek=row.gesprek)
    archive.write_judgement(kept, judged)
    kept.answers, kept.zending = row, row.zending
    kept.processed_at, kept.counts = now, False
    kept.to_send = row.party_id is not None
    kept.save(force_insert=True)
    return kept


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
