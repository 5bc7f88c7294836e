"""What a municipality still has to pay, until when, and the orders that it made. A claim is in one standing batch at most."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

import msgspec
from django.db.models import Exists, OuterRef, QuerySet

from ketenwerk.claims.betaling import Aanvang, Betaaltermijn, Post, Termijnafspraak, termijn, vervaldag

from .models import Betaalbatch, Betaalregel, Betaalrekening, Betaaltermijnrij, Declaratie, EigenPartij


class EigenRekening(msgspec.Struct, frozen=True, kw_only=True):
    """From which account a municipality pays. Claims that were granted before `vanaf` are paid outside this application."""

    naam: str
    iban: str
    bic: str = ""
    vanaf: date


class TeBetalen(msgspec.Struct, frozen=True):
    """The claims that wait for payment, and of each the last day on which it is in time, by its `sleutel`."""

    posten: tuple[Post, ...]
    vervalt: Mapping[str, date]


def own_account(party: EigenPartij) -> EigenRekening | None:
    return _own_accounts([party.pk]).get(party.pk)


def keep_own_account(party: EigenPartij, rekening: EigenRekening, now: datetime, door: str) -> None:
    row = Betaalrekening(party=party, at=now, door=door)
    row.seal("inhoud", msgspec.json.encode(rekening))
    row.save(force_insert=True)


def terms(party: EigenPartij) -> list[Termijnafspraak]:
    """What a party agreed on about the term of payment."""
    return [_term(row) for row in Betaaltermijnrij.objects.filter(party=party)]


def keep_term(party: EigenPartij, afspraak: Termijnafspraak, now: datetime, door: str) -> None:
    """Keeps a term; one that begins on the same day for the same other side takes the place of the one that was there."""
    said = {"dagen": afspraak.termijn.dagen, "vanaf": afspraak.termijn.vanaf.value, "at": now, "door": door}
    Betaaltermijnrij.objects.update_or_create(party=party, ander=afspraak.ander, van=afspraak.van, defaults=said)


def to_pay(party: EigenPartij) -> TeBetalen | None:
    """What a municipality has to pay, oldest claim first; None where it does not pay here."""
    return waiting([party]).get(party.pk)


def waiting(parties: Collection[EigenPartij]) -> dict[int, TeBetalen]:
    """The same for each of these that pays here, by its number: three queries, however many they are."""
    keys = [party.pk for party in parties]
    since = {key: eigen.vanaf for key, eigen in _own_accounts(keys).items()}
    if not since:
        return {}
    agreed: dict[int, list[Termijnafspraak]] = {}
    for row in Betaaltermijnrij.objects.filter(party__in=keys):
        agreed.setdefault(row.party_id, []).append(_term(row))
    posten: dict[int, list[Post]] = {key: [] for key in since}
    columns = ("party_id", "bericht_id", "gesprek__aanbieder", "nummer", "toegekend", "gelezen_op", "beantwoord_op")
    rows = _unpaid(list(since), min(since.values())).order_by("pk").values_list(*columns)
    for party, key, code, number, amount, read, granted in rows:
        if granted >= since[party]:
            post = Post(sleutel=str(key), aanbieder=code, nummer=number, bedrag=amount, ontvangen=read, toegekend=granted)
            posten[party].append(post)
    return {
        party: TeBetalen(tuple(some), {post.sleutel: _last_day(agreed.get(party, []), post) for post in some})
        for party, some in posten.items()
    }


def expected(declaraties: Iterable[Declaratie]) -> dict[int, date]:
    """Of each claim that was granted the day until which its payment is in time, by its number; for who waits for the money.

    Claims on which nothing is to be paid are left out. One query for each own party.
    """
    agreed: dict[int, list[Termijnafspraak]] = {}
    found: dict[int, date] = {}
    for each in declaraties:
        if each.staat != Declaratie.Staat.BEANTWOORD or (each.toegekend or 0) <= 0 or each.beantwoord_op is None:
            continue
        if each.party_id not in agreed:
            agreed[each.party_id] = terms(each.party)
        term = termijn(agreed[each.party_id], _other(each), each.gelezen_op)
        found[each.pk] = vervaldag(each.gelezen_op, each.beantwoord_op, term)
    return found


def batches(party: EigenPartij) -> QuerySet[Betaalbatch]:
    """Its batches, newest first, without what is encrypted."""
    return Betaalbatch.objects.filter(party=party).defer(*Betaalbatch.SEALED).order_by("-nummer")


def _own_accounts(keys: Collection[int]) -> dict[int, EigenRekening]:
    """Of each party the account that was filled in last."""
    newest: dict[int, Betaalrekening] = {}
    for row in Betaalrekening.objects.filter(party__in=keys).order_by("at", "pk"):
        newest[row.party_id] = row
    return {key: msgspec.json.decode(row.opened("inhoud"), type=EigenRekening) for key, row in newest.items()}


def _unpaid(keys: Collection[int], vanaf: date) -> QuerySet[Declaratie]:
    """The claims on which something was granted since that day and that are in no standing batch."""
    ordered = Betaalregel.objects.filter(bericht=OuterRef("bericht_id"), vervallen=False)
    answered = Declaratie.objects.filter(party__in=keys, staat=Declaratie.Staat.BEANTWOORD, beantwoord_op__gte=vanaf)
    return answered.exclude(toegekend=0).exclude(toegekend=None).exclude(Exists(ordered))


def _term(row: Betaaltermijnrij) -> Termijnafspraak:
    return Termijnafspraak(termijn=Betaaltermijn(row.dagen, Aanvang(row.vanaf)), van=row.van, ander=row.ander)


def _last_day(agreed: list[Termijnafspraak], post: Post) -> date:
    return vervaldag(post.ontvangen, post.toegekend, termijn(agreed, post.aanbieder, post.ontvangen))


def _other(declaratie: Declaratie) -> str:
    gesprek = declaratie.gesprek
    return gesprek.aanbieder if declaratie.party.code == gesprek.gemeente else gesprek.gemeente
