"""Takes messages into the archive: judge once, make the reply, keep all of it, or nothing.

Nothing is doubled silently: the same bytes received again become a row of their own that points at the first one.
"""

import hashlib
import re
import uuid
from collections.abc import Sequence
from datetime import datetime

import msgspec
from django.db import transaction
from django.utils import timezone

from ketenwerk.messages.finding import Finding
from ketenwerk.messages.write import write
from ketenwerk.rules.judge import Report, check
from ketenwerk.rules.reply import reply
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.release import MESSAGES

from .models import Archiefbericht, Bron, Inzage, Richting, Zending

_DIGITS = re.compile(r"\d{9,}")


class Kern(msgspec.Struct, frozen=True):
    """What a list shows of a message and may be personal: the name of its file and its first finding."""

    name: str = ""
    first: Finding | None = None

    @property
    def shown_name(self) -> str:
        """The name of the file with anything like a BSN covered."""
        return _DIGITS.sub(lambda hit: "•" * 5 + hit.group()[-4:], self.name)


class Overgeslagen(msgspec.Struct, frozen=True):
    """A file that was not taken in, and the reason as a word that the pages know."""

    name: str
    reason: str


class Ontvangst(msgspec.Struct, frozen=True):
    """What `receive` kept: the message and, where the standard gives one, the reply."""

    bericht: Archiefbericht
    antwoord: Archiefbericht | None


def receive(data: bytes, name: str, source: str, now: datetime, zending: Zending | None = None) -> Ontvangst:
    """Judges a message and keeps it with its judgement and reply, in one transaction. `source` is a value of `Bron`."""
    report = check(data)
    row = _row(data, name, Bron(source), report, now)
    row.zending = zending
    with transaction.atomic():
        row.duplicate_of = _earlier(row)
        row.save(force_insert=True)
        return Ontvangst(row, _answer(row, report, now))


def open_zending(skipped: Sequence[Overgeslagen], now: datetime) -> Zending:
    """Starts an upload of several files, with what could not be taken in."""
    zending = Zending(received_at=now)
    zending.seal("skipped", msgspec.json.encode(skipped))
    zending.save(force_insert=True)
    return zending


def skipped(zending: Zending) -> list[Overgeslagen]:
    return msgspec.json.decode(zending.opened("skipped"), type=list[Overgeslagen])


def kern(row: Archiefbericht) -> Kern:
    return msgspec.json.decode(row.opened("kern"), type=Kern)


def findings(row: Archiefbericht) -> list[Finding]:
    return msgspec.json.decode(row.opened("judgement"), type=list[Finding])


def payload(row: Archiefbericht) -> bytes:
    """The bytes as they came in or as we made them."""
    return row.opened("payload")


def record_view(row: Archiefbericht, act: str, now: datetime) -> Inzage:
    """Keeps that the personal data of a message were shown or downloaded."""
    return Inzage.objects.create(bericht=row, act=Inzage.Daad(act), at=now)


def _row(data: bytes, name: str, source: Bron, report: Report, now: datetime) -> Archiefbericht:
    message = MESSAGES.get(report.message or "")
    row = Archiefbericht(
        received_at=now,
        direction=Richting.IN,
        type_name=message.name if message else "",
        wet=message.wet if message else "",
        number=message.number if message else "",
        verdict=report.verdict,
        findings_count=len(report.findings),
        signals_count=sum(finding.signal for finding in report.findings),
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        source=source,
    )
    row.sender, row.receiver = _parties(report.bericht, report.message)
    row.seal("payload", data)
    row.seal("judgement", msgspec.json.encode(report.findings))
    row.seal("kern", msgspec.json.encode(Kern(name, report.findings[0] if report.findings else None)))
    return row


def _answer(row: Archiefbericht, report: Report, now: datetime) -> Archiefbericht | None:
    """The reply, judged by the same rules before it is kept."""
    own_id = uuid.uuid4()
    made = reply(report, identificatie=own_id.hex[:12].upper(), dagtekening=timezone.localdate(now))
    if made is None:
        return None
    data = write(made)
    answer = _row(data, "", Bron(row.source), check(data), now)
    answer.direction = Richting.UIT
    answer.answers = row
    answer.zending = row.zending
    answer.save(force_insert=True)
    return answer


def _earlier(row: Archiefbericht) -> Archiefbericht | None:
    """The first receipt of these bytes."""
    same = Archiefbericht.objects.filter(sha256=row.sha256, direction=Richting.IN, duplicate_of=None)
    return same.only("id").order_by("received_at").first()


def _parties(bericht: Bericht | None, name: str | None) -> tuple[str, str]:
    """Codes of who sends and who receives. A return message keeps the header of what it returns, but travels back."""
    if bericht is None or name is None:
        return "", ""
    message, header = MESSAGES[name], bericht.header
    keeps_header = bool(message.answers) and not hasattr(header, "declaratie_identificatie")
    return (header.ontvanger, header.afzender) if keeps_header else (header.afzender, header.ontvanger)
