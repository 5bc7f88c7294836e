"""Pays what was granted: makes a batch of all that is due, and withdraws one (E194, E195).

A claim is paid once: who makes a batch has the turn of its municipality, and the database refuses a claim in two batches.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import msgspec
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from ketenwerk.claims.betaling import Opdracht, Verdeling, verdeel
from ketenwerk.protocol.bankdagen import bankdag, is_bankdag
from ketenwerk.protocol.bezwaar import Bezwaar
from ketenwerk.register import betalingen, rekeningen
from ketenwerk.register.models import Betaalbatch, Betaalregel, EigenPartij, Relatie
from ketenwerk.standard.codelists import codelist

from . import betaalbestand

_DESCRIPTION = 140


class NietBetaald(ValueError):
    """No batch was made, or it was not changed. Its text is for the user: what follows, why, and what to do."""


class Betaling(msgspec.Struct, frozen=True):
    """What one provider gets, to which account ("" where there is none), and what the one who pays must know of that."""

    opdracht: Opdracht
    naam: str
    iban: str
    bezwaren: tuple[Bezwaar, ...] = ()


class Voorstel(msgspec.Struct, frozen=True):
    """What a batch would hold. `zonder_rekening` is left out until its account is confirmed (E013)."""

    betalingen: tuple[Betaling, ...]
    zonder_rekening: tuple[Betaling, ...]
    verdeling: Verdeling

    @property
    def totaal(self) -> int:
        """Eurocents."""
        return sum(each.opdracht.bedrag for each in self.betalingen)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to pay and nothing to settle."""
        return not self.betalingen and not self.verdeling.verrekend


def first_day(today: date) -> date:
    """The first day on which a batch of today can be carried out: the next one on which banks settle."""
    return bankdag(today + timedelta(days=1))


def propose(party: EigenPartij, tot: date) -> Voorstel:
    """What a batch of all that is due until `tot` (inclusive) would hold: a fixed number of queries."""
    open_claims = betalingen.to_pay(party)
    if open_claims is None:
        return Voorstel((), (), Verdeling((), (), ()))
    verdeling = verdeel(open_claims.posten, open_claims.vervalt, tot)
    codes = [each.aanbieder for each in verdeling.betalen]
    known = rekeningen.by_code(Relatie.objects.filter(party=party, code__in=codes))
    found = [_payment(each, known.get(each.aanbieder, rekeningen.NOBODY)) for each in verdeling.betalen]
    return Voorstel(tuple(each for each in found if each.iban), tuple(each for each in found if not each.iban), verdeling)


@transaction.atomic
def make(party: EigenPartij, tot: date, uitvoering: date, now: datetime, door: str, *, gezien: int | None = None) -> Betaalbatch:
    """Makes a batch of all that is due until `tot`, to be carried out on `uitvoering`, or nothing at all.

    `gezien` is the total that a person agreed to, in eurocents. Raises NietBetaald.
    """
    party = EigenPartij.objects.select_for_update().get(pk=party.pk)
    eigen = betalingen.own_account(party)
    if eigen is None:
        raise NietBetaald("Er is geen betaalbatch gemaakt: uw eigen rekening ontbreekt. Vul eerst de rekening in.")
    _refuse_day(uitvoering, timezone.localdate(now))
    voorstel = propose(party, tot)
    if voorstel.is_empty:
        raise NietBetaald("Er is geen betaalbatch gemaakt: er is niets te betalen. Kies een latere datum.")
    if gezien is not None and gezien != voorstel.totaal:
        raise NietBetaald("Er is geen betaalbatch gemaakt: het bedrag is intussen veranderd. Bekijk het voorstel opnieuw.")
    number = (Betaalbatch.objects.filter(party=party).aggregate(last=Max("nummer"))["last"] or 0) + 1
    batch = Betaalbatch(party=party, nummer=number, at=now, door=door, vervalt_tot=tot, uitvoering=uitvoering)
    batch.totaal, batch.aantal = voorstel.totaal, len(voorstel.betalingen)
    ordered = [_transfer(each, batch) for each in voorstel.betalingen]
    batch.seal("bestand", _file(batch, eigen, ordered))
    batch.seal("opdrachten", msgspec.json.encode(ordered))
    batch.save(force_insert=True)
    _enter(batch, (*(each.opdracht for each in voorstel.betalingen), *voorstel.verdeling.verrekend))
    return batch


def sent(batch: Betaalbatch, now: datetime, door: str) -> None:
    """Notes that the bank has the order. Raises NietBetaald where it was withdrawn or noted before."""
    with transaction.atomic():
        row = _turn(batch)
        if row.staat != Betaalbatch.Staat.KLAAR:
            raise NietBetaald(f"Er is niets veranderd: de batch is al {row.get_staat_display()}.")
        _move(row, Betaalbatch.Staat.VERSTUURD, now, door)


def withdraw(batch: Betaalbatch, now: datetime, door: str, *, geweigerd: bool = False) -> None:
    """Takes a batch back: its claims wait for payment again.

    One that the bank has is taken back only where the bank refused it (`geweigerd`). Raises NietBetaald.
    """
    with transaction.atomic():
        row = _turn(batch)
        if row.staat == Betaalbatch.Staat.INGETROKKEN:
            raise NietBetaald("Er is niets veranderd: de batch is al ingetrokken.")
        if row.staat == Betaalbatch.Staat.VERSTUURD and not geweigerd:
            raise NietBetaald("De batch is niet ingetrokken: de bank heeft hem al. Trek hem alleen in als de bank weigert.")
        _move(row, Betaalbatch.Staat.INGETROKKEN, now, door)
        Betaalregel.objects.filter(batch=row).update(vervallen=True)


def transfers(batch: Betaalbatch) -> list[betaalbestand.Overboeking]:
    """The payments of a batch, by provider."""
    return msgspec.json.decode(batch.opened("opdrachten"), type=list[betaalbestand.Overboeking])


def _refuse_day(uitvoering: date, today: date) -> None:
    if uitvoering <= today:
        raise NietBetaald(f"Er is geen betaalbatch gemaakt: de uitvoerdatum is voorbij. Kies {_day(first_day(today))} of later.")
    if not is_bankdag(uitvoering):
        raise NietBetaald(f"Er is geen betaalbatch gemaakt: banken zijn die dag dicht. Kies {_day(bankdag(uitvoering))}.")


def _payment(opdracht: Opdracht, betaalde: rekeningen.Betaalde) -> Betaling:
    iban, bezwaren = betaalde.rekening.for_payment()
    return Betaling(opdracht, betaalde.naam or f"Aanbieder {opdracht.aanbieder}", iban or "", bezwaren)


def _transfer(betaling: Betaling, batch: Betaalbatch) -> betaalbestand.Overboeking:
    opdracht = betaling.opdracht
    return betaalbestand.Overboeking(
        aanbieder=opdracht.aanbieder,
        naam=betaling.naam,
        iban=betaling.iban,
        bedrag=opdracht.bedrag,
        kenmerk=f"{_name(batch)}-{opdracht.aanbieder}",
        omschrijving=_description(opdracht, batch),
    )


def _description(opdracht: Opdracht, batch: Betaalbatch) -> str:
    """The claims by number, as many as fit, and the batch in which the rest is found."""
    numbers = [post.nummer for post in opdracht.posten]
    for shown in range(len(numbers), 0, -1):
        rest = f" en {len(numbers) - shown} andere" if shown < len(numbers) else ""
        text = f"Declaraties {', '.join(numbers[:shown])}{rest}, betaling {_name(batch)}"
        if len(text) <= _DESCRIPTION:
            return text
    return f"Declaraties, betaling {_name(batch)}"


def _file(batch: Betaalbatch, eigen: betalingen.EigenRekening, ordered: list[betaalbestand.Overboeking]) -> bytes:
    """Empty where all was set off, so that the bank has nothing to do."""
    if not ordered:
        return b""
    return betaalbestand.write(
        betaalbestand.Betaalopdracht(
            kenmerk=_name(batch),
            naam=eigen.naam or f"Gemeente {codelist('CBS').meaning(batch.party.code) or batch.party.code}",
            iban=eigen.iban,
            bic=eigen.bic,
            gemaakt=timezone.localtime(batch.at),
            uitvoering=batch.uitvoering,
            overboekingen=ordered,
        )
    )


def _enter(batch: Betaalbatch, opdrachten: Iterable[Opdracht]) -> None:
    rows = [
        Betaalregel(batch=batch, bericht_id=post.sleutel, aanbieder=post.aanbieder, nummer=post.nummer, bedrag=post.bedrag)
        for opdracht in opdrachten
        for post in opdracht.posten
    ]
    Betaalregel.objects.bulk_create(rows, batch_size=500)


def _turn(batch: Betaalbatch) -> Betaalbatch:
    return Betaalbatch.objects.select_for_update().defer(*Betaalbatch.SEALED).get(pk=batch.pk)


def _move(row: Betaalbatch, staat: Betaalbatch.Staat, now: datetime, door: str) -> None:
    row.staat, row.gewijzigd_op, row.gewijzigd_door = staat, now, door
    row.save(update_fields=["staat", "gewijzigd_op", "gewijzigd_door"])


def _name(batch: Betaalbatch) -> str:
    return f"{batch.party.code}-{batch.party.wet}-{batch.nummer}"


def _day(day: date) -> str:
    return day.strftime("%d-%m-%Y")
