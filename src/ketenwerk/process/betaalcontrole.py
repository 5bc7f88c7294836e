"""Compares a batch with the 325s that it pays and with the file that the bank gets; and lists what a region has to pay (E204)."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

import msgspec

from ketenwerk.claims.betaling import verdeel
from ketenwerk.messages.read import read
from ketenwerk.register import archive, betalingen
from ketenwerk.register.models import Betaalbatch, Betaalregel, Declaratie, EigenPartij
from ketenwerk.standard import m325

from . import betaalbestand
from .betalen import transfers
from .declareren import granted

_TOGETHER = 100


class Verschil(msgspec.Struct, frozen=True):
    """Where a batch is not what was granted. Amounts in eurocents, with sign; None where there is no such thing.

    `nummer` is the number of the claim, "" where the sum of a provider differs from its payment.
    """

    aanbieder: str
    nummer: str
    in_batch: int | None
    toegekend: int | None


class Aansluiting(msgspec.Struct, frozen=True):
    """What a comparison found: how many claims, their sum, what the file orders, and each difference."""

    declaraties: int
    som: int
    besteld: int
    verschillen: tuple[Verschil, ...]


class Gemeentebedrag(msgspec.Struct, frozen=True):
    """What one municipality has to pay to one provider: eurocents, and how many claims that are."""

    gemeente: str
    wet: str
    aanbieder: str
    aantal: int
    bedrag: int


def compare(batch: Betaalbatch) -> Aansluiting:
    """Each claim of a batch beside the TotaalToegekendBedrag of its 325, out of the archive; each payment beside its claims."""
    rows = list(Betaalregel.objects.filter(batch=batch).order_by("pk"))
    granted_by = _granted([row.bericht_id for row in rows])
    different = [
        Verschil(row.aanbieder, row.nummer, row.bedrag, granted_by.get(row.bericht_id))
        for row in rows
        if granted_by.get(row.bericht_id) != row.bedrag
    ]
    sums: Counter[str] = Counter()
    for row in rows:
        sums[row.aanbieder] += row.bedrag
    paid = _ordered(batch)
    different += [
        Verschil(code, "", paid.get(code, 0), sums[code]) for code in sorted({*sums, *paid}) if paid.get(code, 0) != sums[code]
    ]
    return Aansluiting(len(rows), sum(sums.values()), sum(paid.values()), tuple(different))


def regional(parties: Iterable[EigenPartij], tot: date) -> list[Gemeentebedrag]:
    """What each municipality of a region has to pay by `tot`, by provider: the order that its office gives (E204).

    After setting off; a provider of whom more is to come back than to be paid is left out. A municipality that pays elsewhere has
    none.
    """
    parties, found = list(parties), []
    open_claims = betalingen.waiting(parties)
    for party in parties:
        waiting = open_claims.get(party.pk)
        if waiting is None:
            continue
        for each in verdeel(waiting.posten, waiting.vervalt, tot).betalen:
            found.append(Gemeentebedrag(party.code, party.wet, each.aanbieder, len(each.posten), each.bedrag))
    return found


def _granted(keys: list[object]) -> dict[object, int]:
    """What the 325 on each of these claims grants, by the message of the claim."""
    found: dict[object, int] = {}
    for start in range(0, len(keys), _TOGETHER):
        some = Declaratie.objects.filter(bericht__in=keys[start : start + _TOGETHER]).exclude(antwoord=None)
        for declaratie in some.select_related("antwoord"):
            assert declaratie.antwoord is not None
            antwoord = read(archive.payload(declaratie.antwoord))
            if isinstance(antwoord, m325.Bericht):
                found[declaratie.bericht_id] = granted(antwoord)
    return found


def _ordered(batch: Betaalbatch) -> dict[str, int]:
    """What the file orders, by provider; what it orders for nobody that we know stands under its own identification."""
    data = batch.opened("bestand")
    known = {each.kenmerk: each.aanbieder for each in transfers(batch)}
    found: dict[str, int] = defaultdict(int)
    for name, amount in (betaalbestand.payments(data) if data else {}).items():
        found[known.get(name, name)] += amount
    return dict(found)
