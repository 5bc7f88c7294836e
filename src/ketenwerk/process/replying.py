"""Makes the reply on a judged message and keeps it, to be sent when the message was for a party of ours."""

import uuid
from datetime import datetime

from django.utils import timezone

from ketenwerk.messages.write import write
from ketenwerk.register import archive
from ketenwerk.register.addressing import addressed
from ketenwerk.register.models import Archiefbericht, Bron
from ketenwerk.rules.judge import Report, check
from ketenwerk.rules.reply import reply
from ketenwerk.standard.basis import Bericht


def make_reply(report: Report, now: datetime) -> Bericht | None:
    """The reply that the standard demands, under a name of its own; None where it demands none."""
    return reply(report, identificatie=uuid.uuid4().hex[:12].upper(), dagtekening=timezone.localdate(now))


def keep_reply(row: Archiefbericht, made: Bericht, now: datetime) -> Archiefbericht:
    """Keeps the reply on a message of the archive. It is judged like any message."""
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
