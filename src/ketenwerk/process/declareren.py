"""Claims: what came in is judged and answered by one 325; what we sent waits for one. A second answer changes nothing (E041).

A municipality that looks at claims itself (`EigenPartij.kijkt_na`) has them wait; `settle` then answers, oldest first, for a
claim is judged beside those before it.
"""

from collections.abc import Mapping
from datetime import datetime

import msgspec
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from ketenwerk.ledger.declaraties import Uitkomst, uitkomst
from ketenwerk.messages.finding import Finding
from ketenwerk.messages.read import read
from ketenwerk.messages.recognise import MAX_BYTES
from ketenwerk.messages.write import write
from ketenwerk.register import archive, declaraties, leveringen, order, voorstellen
from ketenwerk.register.models import Archiefbericht, Declaratie, Gesprek
from ketenwerk.rules.judge import Report, check, judge
from ketenwerk.standard import m323, m325
from ketenwerk.standard.codelists import codelist

from . import contact, voorstel
from .entering import enter, returned
from .looked import Looked, look_up
from .replying import keep_reply, make_reply

MOST = MAX_BYTES
"""Bytes of the largest 325."""
BESLUIT = "LOK009"
"""A line that a person refuses, with a return code that the standard has."""

Plaats = tuple[int, int]
"""A line by the position of its client and its own within that, both from 1."""


class OlderFirst(ValueError):
    """An older claim of the same provider waits for its answer."""


class AlreadyAnswered(ValueError):
    """The claim has its answer."""


class DoesNotFit(ValueError):
    """The 325 is larger than one message may be: almost all lines of a very large claim are rejected (IB003)."""


def received(row: Archiefbericht, report: Report, looked: Looked, now: datetime) -> None:
    """Enters a claim that was judged, and answers it unless somebody looks first; one that is rejected as a whole always.

    It waits too behind one that waits, also when nobody looks first any more: each is judged beside those before it. And when
    its answer does not fit in one message, for then a person must find another way.
    """
    assert row.gesprek is not None
    assert isinstance(report.bericht, m323.Bericht)
    made = make_reply(report, now)
    assert isinstance(made, m325.Bericht)
    outcome = uitkomst(made)
    looked_at = row.gesprek.party.kijkt_na or _waiting(row.gesprek).exists()
    waits = not outcome.geheel_afgewezen and (looked_at or not _fits(made, row))
    if outcome.geheel_afgewezen:
        archive.mark_lines(row)
        row.save(update_fields=["identificatie"])
        declaraties.enter(row, row.gesprek, report.bericht, outcome)
    else:
        enter(row, row.gesprek, report.bericht, looked.vraag, looked.known.dossier, None if waits else outcome, looked.clienten)
        row.save(update_fields=["counts", "changes"])
    if waits:
        voorstel.came(row.declaratie, report, now)
    else:
        _answer(row.declaratie, report.bericht, made, row, now, settled=True)


def answer_came(row: Archiefbericht, antwoord: m325.Bericht, looked: Looked, now: datetime) -> None:
    """A 325 on a claim that we sent came in, or of old a 325 that we sent: the first one says what became of it."""
    stand = looked.known.antwoord_op
    if not stand.bericht or stand.declaratie is None:
        return
    row.heenbericht = Archiefbericht.objects.get(pk=stand.bericht)
    outcome = uitkomst(antwoord)
    row.approves = not outcome.geheel_afgewezen
    if stand.beantwoord:
        return
    declaratie = Declaratie.objects.select_related("gesprek").get(bericht=row.heenbericht)
    declaraties.answered(declaratie, stand.declaratie, outcome, granted(antwoord), row)
    if declaratie.party.code == declaratie.gesprek.aanbieder:
        leveringen.answered(row.heenbericht)
        returned(row.heenbericht, row, now, approved=row.approves)


def judged(declaratie: Declaratie, now: datetime) -> Report:
    """A claim that waits, judged beside what is known at this moment."""
    return _judged(declaratie, now)[0]


def settle(declaratie_pk: int, now: datetime, refused: Mapping[Plaats, str] | None = None) -> Declaratie:
    """Answers a claim that waits: what is right is granted, except the lines that a person refuses with a return code.

    Raises AlreadyAnswered, OlderFirst, DoesNotFit, and ValueError for a code that the standard does not have or a line that is
    not there.
    """
    with transaction.atomic():
        declaratie = Declaratie.objects.select_related("gesprek__party", "bericht").get(pk=declaratie_pk)
        order.take_turn(declaratie.gesprek)
        declaratie.refresh_from_db()
        waiting = _waiting(declaratie.gesprek)
        if declaratie.staat != Declaratie.Staat.OPEN:
            raise AlreadyAnswered
        if waiting.filter(pk__lt=declaratie.pk).exists():
            raise OlderFirst
        report, bericht = _judged(declaratie, now)
        report = refusing(report, bericht, refused or {})
        made = make_reply(report, now)
        assert isinstance(made, m325.Bericht)
        if not _fits(made, declaratie.bericht):
            raise DoesNotFit
        archive.write_judgement(declaratie.bericht, report)
        declaratie.bericht.save(update_fields=["verdict", "findings_count", "signals_count", "kern", "judgement"])
        voorstellen.drop(declaratie)
        _answer(declaratie, bericht, made, declaratie.bericht, now, settled=False)
    return declaratie


def again(gesprek: Gesprek) -> None:
    """Makes the claims of a conversation again from the archive (`rebuild`)."""
    declaraties.throw_away(gesprek)
    rows = Archiefbericht.objects.filter(gesprek=gesprek, number="323", processed_nr__isnull=False).exclude(verdict="refused")
    for row in rows.order_by("processed_nr").iterator(chunk_size=20):
        antwoord = _answer_on(row)
        if antwoord is None and not row.counts:
            continue
        bericht = read(archive.payload(row))
        assert isinstance(bericht, m323.Bericht)
        said = read(archive.payload(antwoord)) if antwoord else None
        outcome = uitkomst(said) if isinstance(said, m325.Bericht) else None
        declaratie = declaraties.enter(row, gesprek, bericht, outcome)
        if antwoord is not None and isinstance(said, m325.Bericht) and outcome is not None:
            declaraties.answered(declaratie, bericht, outcome, granted(said), antwoord, settled=True)


def granted(antwoord: m325.Bericht) -> int:
    """What a 325 grants in all, in eurocents with sign; nothing where it rejects the claim as a whole."""
    body = antwoord.declaratie_antwoord
    if body is None or uitkomst(antwoord).geheel_afgewezen:
        return 0
    return declaraties.signed(body.totaal_toegekend_bedrag)


def _fits(made: m325.Bericht, claim: Archiefbericht) -> bool:
    """Whether an answer can travel. It repeats the rejected lines with their codes, so on a small claim it always can."""
    return claim.size * 2 <= MOST or len(write(made)) <= MOST


def _waiting(gesprek: Gesprek) -> QuerySet[Declaratie]:
    return Declaratie.objects.filter(gesprek=gesprek, staat=Declaratie.Staat.OPEN)


def _answer_on(row: Archiefbericht) -> Archiefbericht | None:
    """The first 325 on a claim: the one that we made, or that came in."""
    made = Archiefbericht.objects.filter(answers=row, number="325").first()
    return made or Archiefbericht.objects.filter(heenbericht=row, number="325").order_by("processed_nr").first()


def _answer(
    declaratie: Declaratie, bericht: m323.Bericht, made: m325.Bericht, row: Archiefbericht, now: datetime, *, settled: bool
) -> None:
    kept = keep_reply(row, made, now)
    outcome: Uitkomst = uitkomst(made)
    declaraties.answered(declaratie, bericht, outcome, granted(made), kept, settled=settled)
    contact.about_tariffs(declaratie, outcome, now)


def _judged(declaratie: Declaratie, now: datetime) -> tuple[Report, m323.Bericht]:
    """Beside what came before it only; its name is known because it is this very message."""
    report = check(archive.payload(declaratie.bericht))
    assert isinstance(report.bericht, m323.Bericht)
    assert report.message_type is not None
    today = timezone.localdate(now)
    known = look_up(declaratie.gesprek, report.bericht, report.message_type, today, before=declaratie.pk).known
    return judge(report, msgspec.structs.replace(known, identificatie_bekend=False)), report.bericht


def refusing(report: Report, bericht: m323.Bericht, refused: Mapping[Plaats, str]) -> Report:
    """The judgement with the lines that a person refuses. Raises ValueError for an unknown code or a line that is not there."""
    codes = codelist("WJ001")
    found = list(report.findings)
    for (client, line), code in sorted(refused.items()):
        if not codes.is_known(code):
            raise ValueError("no such return code")
        clients = bericht.declaratie.clienten
        if not (0 < client <= len(clients) and 0 < line <= len(clients[client - 1].prestaties)):
            raise ValueError("no such line")
        found.append(refusal((client, line), code))
    return msgspec.structs.replace(report, findings=tuple(found))


def refusal(plaats: Plaats, code: str) -> Finding:
    """That a person refuses the line at this place with a return code."""
    client, line = plaats
    path = f"/Bericht/Declaratie/Clienten/Client[{client}]/Prestaties/Prestatie[{line}]"
    return Finding(rule=BESLUIT, level=4, path=path, code=code, key=BESLUIT)
