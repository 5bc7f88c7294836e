"""What a municipality still has to pay, until when, and the orders that it made. A claim is in one standing batch at most."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

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
    row = Betaalrekening.objects.filter(party=party).order_by("-at", "-pk").first()
    return msgspec.json.decode(row.opened("inhoud"), type=EigenRekening) if row else None


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


def unpaid(party: EigenPartij) -> QuerySet[Declaratie]:
    """The claims on which something was granted that is in no standing batch; none before a municipality began to pay here."""
    eigen = own_account(party)
    if eigen is None:
        return Declaratie.objects.none()
    return _unpaid(party, eigen.vanaf)


def to_pay(party: EigenPartij, eigen: EigenRekening) -> TeBetalen:
    """What a municipality has to pay, oldest claim first: two queries."""
    agreed = terms(party)
    columns = ("bericht_id", "gesprek__aanbieder", "nummer", "toegekend", "gelezen_op", "beantwoord_op")
    posten = tuple(
        Post(sleutel=str(key), aanbieder=code, nummer=number, bedrag=amount, ontvangen=read, toegekend=granted)
        for key, code, number, amount, read, granted in _unpaid(party, eigen.vanaf).order_by("pk").values_list(*columns)
    )
    return TeBetalen(posten, {post.sleutel: _last_day(agreed, post) for post in posten})


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


def _unpaid(party: EigenPartij, vanaf: date) -> QuerySet[Declaratie]:
    ordered = Betaalregel.objects.filter(bericht=OuterRef("bericht_id"), vervallen=False)
    answered: QuerySet[Any] = Declaratie.objects.filter(party=party, staat=Declaratie.Staat.BEANTWOORD, beantwoord_op__gte=vanaf)
    return answered.exclude(toegekend=0).exclude(toegekend=None).exclude(Exists(ordered))


def _term(row: Betaaltermijnrij) -> Termijnafspraak:
    return Termijnafspraak(termijn=Betaaltermijn(row.dagen, Aanvang(row.vanaf)), van=row.van, ander=row.ander)


def _last_day(agreed: list[Termijnafspraak], post: Post) -> date:
    return vervaldag(post.ontvangen, post.toegekend, termijn(agreed, post.aanbieder, post.ontvangen))


def _other(declaratie: Declaratie) -> str:
    gesprek = declaratie.gesprek
    return gesprek.aanbieder if declaratie.party.code == gesprek.gemeente else gesprek.gemeente
