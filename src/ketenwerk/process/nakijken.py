"""A municipality looks at a claim itself before its answer leaves: refuses lines, holds them for a question, and then answers.

Decisions are kept beside the claim and never in it. One line has at most one that holds; another takes its place.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Final

import msgspec
from django.db import transaction
from django.db.models import Case, F, Sum, When
from django.utils import timezone

from ketenwerk.messages.read import read
from ketenwerk.register import archive, order, voorstellen
from ketenwerk.register.models import Archiefbericht, Declaratie, Regelbesluit
from ketenwerk.register.voorstellen import Inhoud
from ketenwerk.rules.claimanswer import Uitslag
from ketenwerk.rules.lijncodes import lijn_codes
from ketenwerk.standard import m323

from . import declareren, voorstel
from .declareren import AlreadyAnswered, Plaats

LONGEST: Final = 1000
"""Characters of a reason or a question."""
DIRECT: Final = 300
"""Lines of a claim that is judged while somebody waits for its page: some tenths of a second."""


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
    """What the 325 would say. `codes` of each line that it rejects, by position from 0 (0233: only its client is wrong).

    Judged `at` a moment; where it is not `actueel` something happened since, and judging anew may say otherwise.
    """

    cijfers: Uitslag
    codes: dict[int, tuple[str, ...]]
    geheel_afgewezen: bool
    at: datetime
    actueel: bool = True


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


def shown(declaratie: Declaratie, now: datetime, besluiten: Mapping[int, Besluit] | None = None) -> Voorstel | None:
    """What the 325 on a claim that waits would say, as far as a page may wait for it: of a large claim what was judged last.

    None for a large claim that was not judged yet since its place in the register was made anew. `besluiten` are the decisions
    that hold, for who knows them already.
    """
    row, fresh = voorstellen.kept(declaratie, timezone.localdate(now))
    if not fresh and declaratie.regels <= DIRECT:
        return judged_now(declaratie, now)
    if row is None or row.at is None:
        return None
    if besluiten is None:
        besluiten = decided(declaratie)
    return _decided(declaratie, voorstellen.inhoud(row), besluiten, row.at, actueel=fresh)


def proposal(declaratie: Declaratie, now: datetime) -> Voorstel:
    """What the 325 on a claim that waits would say at this moment, with the lines that were refused."""
    found = shown(declaratie, now)
    return found if found is not None and found.actueel else judged_now(declaratie, now)


def judged_now(declaratie: Declaratie, now: datetime) -> Voorstel:
    """Judges a claim that waits, however large, and keeps what the 325 would say."""
    stempel = voorstellen.stempel(declaratie)
    report = declareren.judged(declaratie, now)
    inhoud = voorstel.of(report)
    voorstellen.keep(declaratie, inhoud, stempel, now, report.findings)
    return _decided(declaratie, inhoud, decided(declaratie), now, actueel=True)


def renew_one(now: datetime) -> bool:
    """Judges one claim that waits without a proposal that holds; False where there is none. For who has nothing else to do."""
    for declaratie in Declaratie.objects.select_related("gesprek__party").filter(pk__in=voorstellen.stale(now)).order_by("pk"):
        if voorstellen.begin(declaratie, now):
            judged_now(declaratie, now)
            return True
    return False


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


def _decided(
    declaratie: Declaratie, inhoud: Inhoud, besluiten: Mapping[int, Besluit], at: datetime, *, actueel: bool
) -> Voorstel:
    """A judgement with the lines that people refused since, as `declareren.refusing` would have the 325 say it."""
    if inhoud.geheel_afgewezen:
        whole = Uitslag(declaratie.ingediend, 0, declaratie.regels, declaratie.regels)
        return Voorstel(whole, {}, geheel_afgewezen=True, at=at, actueel=actueel)
    own = {positie: (groep.client, groep.lijn) for groep in inhoud.groepen for positie in groep.posities}
    codes = {
        positie: each
        for groep in inhoud.groepen
        for each in (voorstel.codes_of(groep.client, groep.lijn),)
        for positie in groep.posities
    }
    refused = {positie: besluit.code for positie, besluit in besluiten.items() if not besluit.vast}
    for positie, code in refused.items():
        client, lijn = own.get(positie, ((), ()))
        codes[positie] = voorstel.codes_of(client, tuple(dict.fromkeys((*lijn, code))))
    more = [positie for positie in refused if positie not in own]
    less = _asked(declaratie, more) if more else 0
    granted, rejected = inhoud.toegekend - less, inhoud.afgewezen_regels + len(more)
    cijfers = Uitslag(declaratie.ingediend, granted, declaratie.regels, rejected)
    return Voorstel(cijfers, codes, geheel_afgewezen=False, at=at, actueel=actueel)


def _asked(declaratie: Declaratie, posities: list[int]) -> int:
    """What these lines ask together, in eurocents with sign."""
    signed = Case(When(debet=True, then="bedrag"), default=-F("bedrag"))
    return declaratie.regel_rijen.filter(positie__in=posities).aggregate(n=Sum(signed))["n"] or 0


def _message(row: Archiefbericht) -> m323.Bericht:
    bericht = read(archive.payload(row))
    assert isinstance(bericht, m323.Bericht)
    return bericht
