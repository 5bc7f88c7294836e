"""Claims of a provider of ours: what may be claimed now, what would become of it, and sending it.

One municipality at a time, all or nothing. Who sends holds the numbers of the party, makes the claim anew and compares it with
what was seen, so that a second click, or another tab, never sends anything twice.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Final

import msgspec
from django.db import transaction
from django.utils import timezone

from ketenwerk.claims.ingediend import Sleutel
from ketenwerk.claims.opstellen import Nummering, Opgesteld, Opmaak, declaratieperiode, opstellen
from ketenwerk.claims.opvolging import ontbrekend
from ketenwerk.claims.periode import Periode
from ketenwerk.ledger import facts
from ketenwerk.messages.finding import Finding
from ketenwerk.register import leveringen
from ketenwerk.register.models import Archiefbericht, EigenPartij, Gesprek
from ketenwerk.register.nummers import Nummers, Proefnummers
from ketenwerk.rules.judge import Report
from ketenwerk.rules.reply import STANDARD_VERSIONS
from ketenwerk.standard.basis import XsdVersie

from . import acts
from .declareerplan import Plan, merk, plans

XSD: Final = XsdVersie(basisschema_xsd_versie=STANDARD_VERSIONS.basisschema, bericht_xsd_versie=STANDARD_VERSIONS.bericht)
_PLACE: Final = re.compile(r"/Bericht/Declaratie/Clienten/Client\[(\d+)\](?:/Prestaties/Prestatie\[(\d+)\])?")
_WHOLE_LEVELS: Final = 2


class Changed(ValueError):
    """What would be sent is not what was seen: it was sent already, or something came in between."""


class Rejected(ValueError):
    """The receiver would reject something of it, so nothing was sent."""

    def __init__(self, reports: Sequence[Report]) -> None:
        super().__init__("it would be rejected")
        self.reports = tuple(reports)


class Gap(Rejected):
    """A claim period would be passed over in which there is something to claim, so nothing was sent (E164)."""

    def __init__(self, perioden: Sequence[Periode]) -> None:
        super().__init__([])
        self.perioden = tuple(perioden)


class Proef(msgspec.Struct, frozen=True):
    """What the receiver would make of a plan: `geheel` rejects all, the rest by the mark of what is done (`merk`).

    `ontbreekt` are the claim periods that would be passed over: the receiver cannot know that, and we do (E164). Then nothing
    else is said.
    """

    geheel: tuple[Finding, ...]
    per_handeling: Mapping[str, tuple[Finding, ...]]
    ontbreekt: tuple[Periode, ...] = ()

    @property
    def afgewezen(self) -> frozenset[str]:
        return frozenset(self.per_handeling)

    @property
    def goed(self) -> bool:
        return not (self.geheel or self.per_handeling or self.ontbreekt)


def tried(plan: Plan, now: datetime) -> Proef:
    """What would become of it; nothing of it stays.

    One claim is judged beside what is known. Several are sent one after the other, for each is judged beside those before it,
    and that is taken back.
    """
    missing = passed_over(plan, now)
    # Nothing of it can be sent then, so there is no outcome to foretell.
    return Proef((), {}, missing) if missing else _judged(plan, now)


def passed_over(plan: Plan, now: datetime) -> tuple[Periode, ...]:
    """The claim periods that a plan passes over, while something of what it leaves out would be granted in them (E164).

    What would be rejected is no reason: it cannot be claimed first.
    """
    found = ontbrekend(plan.uitkomst.handelingen, plan.overgeslagen, plan.laatste)
    if not found:
        return ()
    left = tuple(each for each in plan.overgeslagen if declaratieperiode(each, plan.laatste) in found)
    first = msgspec.structs.replace(plan, uitkomst=msgspec.structs.replace(plan.uitkomst, handelingen=left), overgeslagen=())
    proef = _judged(first, now)
    good = () if proef.geheel else tuple(each for each in left if merk(each) not in proef.per_handeling)
    return ontbrekend(plan.uitkomst.handelingen, good, plan.laatste)


def _judged(plan: Plan, now: datetime) -> Proef:
    made = list(made_of(plan, Proefnummers()))
    if len(made) == 1:
        return _proef(plan, made, [acts.preflight(made[0].bericht, plan.gesprek, now)])
    with transaction.atomic():
        reports = [acts.submit(each.bericht, plan.gesprek.party, now).report for each in made]
        transaction.set_rollback(True)
    return _proef(plan, made, reports)


def send(gesprek: Gesprek, until: date, now: datetime, *, zonder: Collection[str], zegel: str) -> list[Archiefbericht]:
    """Sends what was seen of one municipality: all of it, or nothing. Raises Changed, Rejected and Gap."""
    party = gesprek.party
    with transaction.atomic():
        nummers = Nummers(party)
        again = plans(party, until, timezone.localdate(now), gesprekken=[gesprek.pk], zonder=zonder)
        if len(again) != 1 or again[0].zegel != zegel or not again[0].lijnen:
            raise Changed
        if missing := passed_over(again[0], now):
            raise Gap(missing)
        return sent(list(made_of(again[0], nummers)), party, nummers, now)


def send_good(gesprek: Gesprek, until: date, now: datetime, *, zegel: str) -> tuple[list[Archiefbericht], int]:
    """Sends of what was seen all that would be granted; says also how many things to do were left, for they would not be.

    Raises Changed, and Rejected where the claim as a whole would be or something still would.
    """
    found = plans(gesprek.party, until, timezone.localdate(now), gesprekken=[gesprek.pk])
    if len(found) != 1 or found[0].zegel != zegel or not found[0].lijnen:
        raise Changed
    proef = tried(found[0], now)
    if proef.geheel:
        raise Rejected([])
    zonder = proef.afgewezen
    (rest,) = plans(gesprek.party, until, timezone.localdate(now), gesprekken=[gesprek.pk], zonder=zonder)
    if not rest.lijnen:
        return [], len(zonder)
    return send(gesprek, until, now, zonder=zonder, zegel=rest.zegel), len(zonder)


def sent(made: Sequence[Opgesteld[facts.Gesprek]], party: EigenPartij, nummers: Nummers, now: datetime) -> list[Archiefbericht]:
    """Sends claims that were made, within the transaction that gave them their numbers. Raises Rejected."""
    outcomes = [acts.submit(each.bericht, party, now) for each in made]
    found = []
    for each, outcome in zip(made, outcomes, strict=True):
        if outcome.bericht is None:
            raise Rejected([outcome.report for outcome in outcomes])
        keys = {nummer: [int(levering.kenmerk or 0) for levering in held] for nummer, held in each.leveringen.items()}
        leveringen.claimed(outcome.bericht, keys)
        found.append(outcome.bericht)
    nummers.keep()
    return found


def made_of(plan: Plan, nummers: Nummers | Proefnummers) -> Iterable[Opgesteld[facts.Gesprek]]:
    """The claims of a plan, numbered."""
    gesprek = plan.gesprek.fact
    laatste = {gesprek: plan.laatste} if plan.laatste else {}
    nummering = Nummering(nummers.bericht, nummers.declaratie, nummers.regel)
    return opstellen({gesprek: plan.uitkomst.handelingen}, laatste, Opmaak(plan.op, nummering, XSD))


def _proef(plan: Plan, made: Sequence[Opgesteld[facts.Gesprek]], reports: Sequence[Report]) -> Proef:
    by_sleutel = {lijn.sleutel: handeling for handeling in plan.uitkomst.handelingen for lijn in handeling.lijnen}
    whole: list[Finding] = []
    found: dict[str, list[Finding]] = {}
    for each, report in zip(made, reports, strict=True):
        for finding in report.rejecting:
            place = _PLACE.match(finding.path)
            if place is None or finding.level <= _WHOLE_LEVELS:
                whole.append(finding)
                continue
            client = each.bericht.declaratie.clienten[int(place[1]) - 1]
            lines = [client.prestaties[int(place[2]) - 1]] if place[2] else client.prestaties
            for prestatie in lines:
                begin = prestatie.product_periode.begindatum
                product = prestatie.product_categorie, prestatie.product_code
                key = Sleutel(client.bsn, prestatie.toewijzing_nummer, *product, (begin.year, begin.month))
                found.setdefault(merk(by_sleutel[key]), []).append(finding)
    return Proef(tuple(whole), {name: tuple(dict.fromkeys(each)) for name, each in found.items()})
