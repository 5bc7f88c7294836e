"""A municipality looks at a claim itself before its answer leaves: refuses lines, holds them for a question, and then answers.

Decisions are kept beside the claim and never in it. One line has at most one that holds; another takes its place.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from functools import lru_cache
from typing import Final
from uuid import UUID

import msgspec
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from ketenwerk.ledger.declaraties import LijnNaam, lijn_naam, lines, uitkomst
from ketenwerk.messages.read import read
from ketenwerk.register import archive, order
from ketenwerk.register.models import Archiefbericht, Declaratie, Gesprek, Overname, Regelbesluit
from ketenwerk.rules.claimanswer import Uitslag, uitslag
from ketenwerk.rules.judge import Report
from ketenwerk.rules.lijncodes import lijn_codes
from ketenwerk.standard import m323, m325

from . import declareren
from .declareren import AlreadyAnswered, Plaats
from .replying import make_reply

LONGEST: Final = 1000
"""Characters of a reason or a question."""
_REMEMBERED: Final = 2


class StillHeld(ValueError):
    """Lines are held for a question, so the claim cannot be answered: one 323 has one 325, for all its lines."""


class Besluit(msgspec.Struct, frozen=True):
    """A decision that holds: its kind, the return code ("" where the line is only held), the words, who and when."""

    soort: str
    code: str
    toelichting: str
    at: datetime
    door: str

    @property
    def vast(self) -> bool:
        return self.soort == Regelbesluit.Soort.VASTHOUDEN


class Voorstel(msgspec.Struct, frozen=True):
    """What the 325 would say now. `codes` of each line that it rejects, by position from 0 (0233: only its client is wrong)."""

    report: Report
    cijfers: Uitslag
    codes: dict[int, tuple[str, ...]]
    geheel_afgewezen: bool = False


def decided(declaratie: Declaratie) -> dict[int, Besluit]:
    """The decisions that hold, by the position of their line."""
    rows = Regelbesluit.objects.filter(bericht=declaratie.bericht_id, ingetrokken_op=None).order_by("positie")
    return {row.positie: Besluit(row.soort, row.code, row.opened("toelichting").decode(), row.at, row.door) for row in rows}


def decide(declaratie: Declaratie, posities: Collection[int], besluit: Besluit) -> None:
    """Keeps this decision on each of these lines, in place of what stood there.

    Raises AlreadyAnswered, and ValueError for a line that is not there, a code that no line can get, or words too long.
    """
    _check(declaratie, posities, besluit)
    with _waiting(declaratie):
        _withdraw(declaratie, posities, besluit.door, besluit.at)
        for positie in sorted(set(posities)):
            row = Regelbesluit(
                party_id=declaratie.party_id,
                bericht_id=declaratie.bericht_id,
                positie=positie,
                soort=besluit.soort,
                code=besluit.code,
                at=besluit.at,
                door=besluit.door,
            )
            row.seal("toelichting", besluit.toelichting.encode())
            row.save(force_insert=True)


def withdraw(declaratie: Declaratie, posities: Collection[int], door: str, now: datetime) -> int:
    """Takes the decisions on these lines back; says how many there were. Raises AlreadyAnswered."""
    with _waiting(declaratie):
        return _withdraw(declaratie, posities, door, now)


def proposal(declaratie: Declaratie, now: datetime) -> Voorstel:
    """What the 325 on a claim that waits would say at this moment, with the lines that were refused."""
    report = _judged(declaratie.pk, declaratie.bericht_id, _stamp(declaratie.gesprek, now))
    assert isinstance(report.bericht, m323.Bericht)
    refused = _refused(report.bericht, decided(declaratie))
    report = declareren.refusing(report, report.bericht, refused)
    made = make_reply(report, now)
    assert isinstance(made, m325.Bericht)
    outcome = uitkomst(made)
    codes = {} if outcome.geheel_afgewezen else dict(_rejected(report.bericht, outcome.codes))
    return Voorstel(report, uitslag(report.bericht, report.rejecting), codes, outcome.geheel_afgewezen)


def send(declaratie_pk: int, now: datetime) -> Declaratie:
    """Answers a claim that waits: grants what is right, rejects the rest and what was refused.

    Raises StillHeld, and AlreadyAnswered, OlderFirst and DoesNotFit as `declareren.settle` does.
    """
    with transaction.atomic():
        declaratie = Declaratie.objects.select_related("gesprek__party", "bericht").get(pk=declaratie_pk)
        order.take_turn(declaratie.gesprek)
        decisions = decided(declaratie)
        if any(besluit.vast for besluit in decisions.values()):
            raise StillHeld
        refused = _refused(_message(declaratie.bericht), decisions) if decisions else {}
        return declareren.settle(declaratie_pk, now, refused)


def places(bericht: m323.Bericht) -> Iterator[Plaats]:
    """Of each line, in order, the position of its client and its own within that, both from 1."""
    for client, each in enumerate(bericht.declaratie.clienten, 1):
        for line, _ in enumerate(each.prestaties, 1):
            yield client, line


def _check(declaratie: Declaratie, posities: Collection[int], besluit: Besluit) -> None:
    if not posities or not all(0 <= positie < declaratie.regels for positie in posities):
        raise ValueError("no such line")
    if len(besluit.toelichting) > LONGEST:
        raise ValueError("the words are too long")
    allowed = ("",) if besluit.vast else lijn_codes(declaratie.gesprek.fact.wet)
    if besluit.code not in allowed:
        raise ValueError("no return code for a line")


@contextmanager
def _waiting(declaratie: Declaratie) -> Iterator[None]:
    """Holds the turn of the conversation of a claim that waits for its answer."""
    with transaction.atomic():
        order.take_turn(declaratie.gesprek)
        if not Declaratie.objects.filter(pk=declaratie.pk, staat=Declaratie.Staat.OPEN).exists():
            raise AlreadyAnswered
        yield


def _withdraw(declaratie: Declaratie, posities: Collection[int], door: str, now: datetime) -> int:
    rows = Regelbesluit.objects.filter(bericht=declaratie.bericht_id, ingetrokken_op=None)
    wanted = set(posities)
    keys = [key for key, positie in rows.values_list("pk", "positie") if positie in wanted]
    for key in keys:
        Regelbesluit.objects.filter(pk=key).update(ingetrokken_op=now, ingetrokken_door=door)
    return len(keys)


def _refused(bericht: m323.Bericht, decisions: dict[int, Besluit]) -> dict[Plaats, str]:
    wanted = {positie: besluit.code for positie, besluit in decisions.items() if not besluit.vast}
    if not wanted:
        return {}
    return {place: wanted[positie] for positie, place in enumerate(places(bericht)) if positie in wanted}


def _rejected(bericht: m323.Bericht, codes: dict[LijnNaam, tuple[str, ...]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for positie, (bsn, prestatie) in enumerate(lines(bericht)):
        found = codes.get(lijn_naam(bsn, prestatie))
        if found is not None:
            yield positie, found


def _message(row: Archiefbericht) -> m323.Bericht:
    bericht = read(archive.payload(row))
    assert isinstance(bericht, m323.Bericht)
    return bericht


class _Stamp(msgspec.Struct, frozen=True):
    """What a judgement hangs on besides the claim: the messages dealt with in its conversation, the agreements, the day."""

    verwerkt: int
    gemaakt: int
    overname: int
    day: date


def _stamp(gesprek: Gesprek, now: datetime) -> _Stamp:
    last = Archiefbericht.objects.filter(gesprek=gesprek).aggregate(Max("processed_nr"), Max("sequence"))
    taken = Overname.objects.filter(party=gesprek.party_id).aggregate(Max("pk"))["pk__max"]
    return _Stamp(last["processed_nr__max"] or 0, last["sequence__max"] or 0, taken or 0, timezone.localdate(now))


@lru_cache(maxsize=_REMEMBERED)
def _judged(pk: int, bericht: UUID, stamp: _Stamp) -> Report:
    """Turning the pages of a long claim judges it once, as long as nothing happens that could change the judgement."""
    declaratie = Declaratie.objects.select_related("gesprek__party", "bericht").get(pk=pk, bericht=bericht)
    return declareren.judged(declaratie, timezone.make_aware(datetime.combine(stamp.day, time(12))))
