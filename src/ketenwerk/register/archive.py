"""The archive: keeps every message as it came, and once what was found in it. Nothing is doubled silently.

The same bytes received again become a row of their own that points at the first one; the same delivery becomes a note with it.
"""

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime

import msgspec
from django.db import transaction

from ketenwerk.messages.finding import Finding
from ketenwerk.rules.judge import Report

from . import kenmerken, order, queries
from .addressing import Address
from .models import Archiefbericht, Bron, Gesprek, Richting, Voorval, Zending

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


class Wijziging(msgspec.Struct, frozen=True):
    """What a message changed: the kind of change and what it is about (a number, a reference, a key)."""

    soort: str
    sleutel: str


class Envelope(msgspec.Struct, frozen=True):
    """How a message was delivered. `delivery_id` names the delivery for its channel; "" when the channel gives no name."""

    channel: str = ""
    delivery_id: str = ""
    dispatched_at: datetime | None = None


class Kept(msgspec.Struct, frozen=True):
    """The row of a message, and whether it was there already because the same delivery came before."""

    row: Archiefbericht
    again: bool = False


NO_ENVELOPE = Envelope()


def keep(
    data: bytes,
    name: str,
    source: Bron,
    now: datetime,
    *,
    address: Address,
    gesprek: Gesprek | None,
    envelope: Envelope = NO_ENVELOPE,
    zending: Zending | None = None,
) -> Kept:
    """Keeps a message that came in, before anything else is done with it, or finds the delivery that it repeats."""
    row = _row(data, name, source, now, address, gesprek)
    row.channel, row.delivery_id, row.dispatched_at = envelope.channel, envelope.delivery_id, envelope.dispatched_at
    row.zending = zending
    with transaction.atomic():
        row.sequence = order.next_received()
        earlier = _same_delivery(row)
        if earlier is not None:
            note(earlier, Voorval.Soort.NOGMAALS, now)
            return Kept(earlier, again=True)
        row.duplicate_of_id = queries.first_receipt(row.sha256)
        row.save(force_insert=True)
    return Kept(row)


def make(
    data: bytes, source: Bron, now: datetime, *, address: Address, gesprek: Gesprek | None, name: str = ""
) -> Archiefbericht:
    """A row for a message that is made here, or known from before. It is not saved yet."""
    row = _row(data, name, source, now, address, gesprek)
    row.direction = Richting.UIT
    row.sequence = order.next_made()
    return row


def write_judgement(row: Archiefbericht, report: Report) -> None:
    """Fills in what was found. Saves nothing."""
    row.verdict = report.verdict
    row.findings_count = len(report.findings)
    row.signals_count = sum(finding.signal for finding in report.findings)
    row.seal("judgement", msgspec.json.encode(report.findings))
    row.to_mark = [*row.to_mark, *(("code", code) for code in kenmerken.codes_in(report.findings))]
    if report.findings:
        row.seal("kern", msgspec.json.encode(Kern(kern(row).name, report.findings[0])))


def mark_lines(row: Archiefbericht) -> None:
    """Lets a message be found by all that it names, also where nothing else keeps its lines. Saves nothing."""
    row.to_mark = [*row.to_mark, *kenmerken.references(kenmerken.read_from(payload(row)))]


def write_changes(row: Archiefbericht, made: Sequence[Wijziging]) -> None:
    """Fills in what the message changed. Saves nothing."""
    row.seal("changes", msgspec.json.encode(made))


def note(row: Archiefbericht, soort: Voorval.Soort, now: datetime, *, by: Archiefbericht | None = None, text: str = "") -> None:
    """Adds something that happened to a message."""
    Voorval.objects.create(bericht=row, at=now, soort=soort, door=by, note=text)


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


def changes(row: Archiefbericht) -> list[Wijziging]:
    """What the message changed in the register; empty when it did not count, or was not dealt with yet."""
    return msgspec.json.decode(row.opened("changes"), type=list[Wijziging]) if row.changes is not None else []


def payload(row: Archiefbericht) -> bytes:
    """The bytes as they came in or as we made them."""
    return row.opened("payload")


def _row(data: bytes, name: str, source: Bron, now: datetime, address: Address, gesprek: Gesprek | None) -> Archiefbericht:
    message = address.message
    found = kenmerken.read_from(data)
    row = Archiefbericht(
        received_at=now,
        direction=Richting.IN,
        party_id=gesprek.party_id if gesprek else None,
        gesprek=gesprek,
        type_name=message.name if message else "",
        wet=message.wet if message else "",
        number=message.number if message else "",
        sender=address.sender,
        receiver=address.receiver,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        source=source,
        **kenmerken.columns(found),
    )
    row.to_mark = [*kenmerken.pairs(found)]
    row.seal("payload", data)
    row.seal("judgement", b"[]")
    row.seal("kern", msgspec.json.encode(Kern(name)))
    return row


def _same_delivery(row: Archiefbericht) -> Archiefbericht | None:
    if not row.delivery_id:
        return None
    same = Archiefbericht.objects.filter(channel=row.channel, delivery_id=row.delivery_id, sha256=row.sha256)
    return same.first()
