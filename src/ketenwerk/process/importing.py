"""Feeds old messages to the register, from files in any order: what was received, what was sent, and what came back on it.

What happened then holds: a message that was approved counts, also when we find something in it now; one that was rejected does
not. Nothing old is answered or sent again. The same files again change nothing.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Final, Literal

import msgspec
from django.db import transaction

from ketenwerk.ledger.known import question
from ketenwerk.register import afspraken, archive, known, order, parties
from ketenwerk.register.addressing import Address, addressed
from ketenwerk.register.archive import Envelope
from ketenwerk.register.models import Archiefbericht, Bron, Gesprek, Richting
from ketenwerk.rules.claimanswer import codes_by_place
from ketenwerk.rules.judge import Report, check, judge
from ketenwerk.rules.replay.play import is_approval
from ketenwerk.standard import m323

from .entering import enter
from .handling import take_effect
from .history import Name, Old, moment, named
from .looked import Looked, look_up

CHANNEL: Final = "import"

Result = Literal["telt", "telt niet", "antwoord", "was er al", "niet van ons", "onleesbaar", "past niet"]


class Imported(msgspec.Struct, frozen=True):
    """What became of a file. `past niet`: it is kept, and does not agree with the rest; `rules` says why."""

    name: str
    result: Result
    rules: tuple[str, ...] = ()


def import_files(files: Iterable[Path], now: datetime) -> Iterator[Imported]:
    """Reads all files first, to know their order and what was answered; then takes them in by day. Gives what became of each."""
    old: list[Old] = []
    outcomes: dict[Name, bool] = {}
    for path in files:
        try:
            report = check(path.read_bytes())
        except OSError as error:
            yield Imported(path.name, "onleesbaar", (type(error).__name__,))
            continue
        if report.bericht is None or report.message_type is None:
            yield Imported(path.name, "onleesbaar", tuple(sorted(report.counts)))
            continue
        vraag = question(report.bericht, report.message_type)
        if vraag.retour_op:
            outcomes[named(vraag, vraag.retour_op)] = is_approval(report.bericht)
        old.append(moment(path, report.bericht, report.message_type))
    old.sort(key=lambda each: each.order)
    for _, day in groupby(old, key=lambda each: each.day):
        yield from _day(list(day), outcomes, now)


def _day(files: list[Old], outcomes: dict[Name, bool], now: datetime) -> Iterator[Imported]:
    """Of one day nobody knows the order: what does not fit yet is tried again after the others, as long as that helps."""
    left = files
    while left:
        later: list[Old] = []
        for each in left:
            done = _take(each, outcomes, now, last=False)
            if done is None:
                later.append(each)
            else:
                yield from done
        if len(later) == len(left):
            for each in later:
                yield from _take(each, outcomes, now, last=True) or ()
            return
        left = later


def _take(old: Old, outcomes: dict[Name, bool], now: datetime, *, last: bool) -> list[Imported] | None:
    """Takes a file in for each party of ours that it concerns; None when it is better tried again later."""
    data = old.path.read_bytes()
    report = check(data)
    assert report.bericht is not None
    assert report.message_type is not None
    address = addressed(report.bericht, report.message_type)
    sides = ((Richting.UIT, parties.sending(address)), (Richting.IN, parties.receiving(address)))
    ours = [(direction, gesprek) for direction, gesprek in sides if gesprek is not None]
    if not ours:
        return [Imported(old.path.name, "niet van ons")]
    taken = []
    with transaction.atomic():
        for direction, gesprek in ours:
            one = _side(old, data, report, address, direction, gesprek, outcomes, now, last=last)
            if one is None:
                transaction.set_rollback(True)
                return None
            taken.append(one)
    return taken


def _side(
    old: Old,
    data: bytes,
    report: Report,
    address: Address,
    direction: Richting,
    gesprek: Gesprek,
    outcomes: dict[Name, bool],
    now: datetime,
    *,
    last: bool,
) -> Imported | None:
    order.take_turn(gesprek)
    envelope = Envelope(CHANNEL, f"{hashlib.sha256(data).hexdigest()}:{direction}")
    if Archiefbericht.objects.filter(channel=CHANNEL, delivery_id=envelope.delivery_id).exists():
        return Imported(old.path.name, "was er al")
    assert report.bericht is not None
    assert report.message_type is not None
    looked = look_up(gesprek, report.bericht, report.message_type, old.day)
    report = judge(report, looked.known)
    is_return = bool(looked.vraag.retour_op)
    approved = None if is_return else outcomes.get(named(looked.vraag, looked.vraag.bericht_code))
    if not last and approved is None and _is_rejected(report):
        return None
    row = _row(old, data, report, address, direction, gesprek, envelope, now)
    afspraken.note_unapplied(row, report.not_applied)
    if is_return or looked.vraag.antwoord is not None:
        take_effect(row, report.bericht, looked, now)
    elif _counts(gesprek, report, looked, approved):
        enter(row, gesprek, report.bericht, looked.vraag, looked.known.dossier)
    row.save()
    return Imported(old.path.name, _result(row, report, approved), tuple(sorted(report.counts)) if report.rejecting else ())


def _counts(gesprek: Gesprek, report: Report, looked: Looked, approved: bool | None) -> bool:
    """History decides; without it our own judgement. Two messages to one receiver under one name cannot both count (TR056)."""
    if known.is_taken(gesprek, looked.vraag):
        return False
    return not _is_rejected(report) if approved is None else approved


def _is_rejected(report: Report) -> bool:
    """As a whole: a claim of which some lines are rejected counts with the others."""
    if isinstance(report.bericht, m323.Bericht):
        return codes_by_place(report.rejecting) is None
    return bool(report.rejecting)


def _result(row: Archiefbericht, report: Report, approved: bool | None) -> Result:
    if _is_rejected(report) and (approved is not False or row.approves is not None):
        return "past niet"
    if row.approves is not None:
        return "antwoord" if row.heenbericht_id else "past niet"
    return "telt" if row.counts else "telt niet"


def _row(
    old: Old,
    data: bytes,
    report: Report,
    address: Address,
    direction: Richting,
    gesprek: Gesprek,
    envelope: Envelope,
    now: datetime,
) -> Archiefbericht:
    row = archive.make(data, Bron.IMPORT, now, address=address, gesprek=gesprek, name=old.path.name)
    row.direction = direction
    row.channel, row.delivery_id, row.dispatched_at = envelope.channel, envelope.delivery_id, old.at
    archive.write_judgement(row, report)
    row.processed_at, row.processed_nr, row.counts = now, order.next_processed(), False
    row.save(force_insert=True)
    return row
