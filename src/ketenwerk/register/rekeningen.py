"""The account of each provider, as its municipality keeps it: in use, and a change that waits to be confirmed (E013).

What the provider form names is a report of an account, never the account itself: only a confirmation puts it in use.
"""

from collections.abc import Collection, Iterable
from datetime import datetime

import msgspec
from django.db import transaction
from django.utils import timezone

from ketenwerk.protocol.aanbiederformulier import Formulier
from ketenwerk.protocol.bankrekening import Bankrekening, Rekening
from ketenwerk.protocol.bezwaar import Bezwaar
from ketenwerk.protocol.formuliercontrole import account as reported

from .models import Opgave, Relatie

_ABOUT = (Opgave.Soort.REKENING, Opgave.Soort.FORMULIER)


class Betaalde(msgspec.Struct, frozen=True):
    """Who is paid and to which account. `naam` is "" where no form was filled in."""

    naam: str
    rekening: Bankrekening


NOBODY = Betaalde("", Bankrekening())


def accounts(relaties: Collection[Relatie]) -> dict[int, Betaalde]:
    """Of each of these the account, by its number; two queries however many they are."""
    newest: dict[tuple[int, str], object] = {}
    rows = Opgave.objects.filter(relatie__in=[row.pk for row in relaties], soort__in=_ABOUT).order_by("at", "pk")
    for pk, relatie, soort in rows.values_list("pk", "relatie_id", "soort"):
        newest[relatie, soort] = pk
    found: dict[tuple[int, str], bytes] = {}
    for row in Opgave.objects.filter(pk__in=list(newest.values())):
        found[row.relatie_id, row.soort] = row.opened("inhoud")
    return {row.pk: _paid(found, row.pk) for row in relaties}


def account(relatie: Relatie) -> Betaalde:
    return accounts([relatie])[relatie.pk]


@transaction.atomic
def add_statement(relatie: Relatie, naam: str, kopie: bytes, now: datetime, door: str) -> Bezwaar | None:
    """Keeps the copy of a bank statement with the account that waits for it; what is wrong where none waits."""
    rekening = _turn(relatie)
    if rekening.aangemeld is None:
        return Bezwaar("afschrift", "De kopie is niet bewaard: er is geen nieuwe rekening. Vul haar eerst in op het formulier.")
    _add(relatie, Opgave.Soort.AFSCHRIFT, kopie, now, door)
    waiting = Rekening(iban=rekening.aangemeld.iban, afschrift=naam or "kopie bankafschrift")
    _keep(relatie, msgspec.structs.replace(rekening, aangemeld=waiting), now, door)
    return None


@transaction.atomic
def confirm(relatie: Relatie, iban: str, now: datetime, door: str) -> Bezwaar | None:
    """Puts the reported account in use; what is wrong where that cannot be. `iban` is the one that the person saw."""
    rekening = _turn(relatie)
    if rekening.aangemeld is not None and rekening.aangemeld.iban != iban:
        return Bezwaar("iban", "Er is niets bevestigd: de rekening is intussen gewijzigd. Controleer haar opnieuw.")
    confirmed = rekening.confirm(timezone.localdate(now))
    if isinstance(confirmed, Bezwaar):
        return confirmed
    _keep(relatie, confirmed, now, door)
    return None


def statement(relatie: Relatie) -> bytes | None:
    """The copy that was added last."""
    row = Opgave.objects.filter(relatie=relatie, soort=Opgave.Soort.AFSCHRIFT).order_by("-at", "-pk").first()
    return row.opened("inhoud") if row else None


def by_code(relaties: Iterable[Relatie]) -> dict[str, Betaalde]:
    """The same as `accounts`, by the code of the provider."""
    rows = list(relaties)
    found = accounts(rows)
    return {row.code: found[row.pk] for row in rows}


def _turn(relatie: Relatie) -> Bankrekening:
    """One after the other: two who change an account at the same time must not undo each other."""
    Relatie.objects.select_for_update().get(pk=relatie.pk)
    return account(relatie).rekening


def _paid(found: dict[tuple[int, str], bytes], relatie: int) -> Betaalde:
    kept, form = found.get((relatie, Opgave.Soort.REKENING)), found.get((relatie, Opgave.Soort.FORMULIER))
    rekening = msgspec.json.decode(kept, type=Bankrekening) if kept else Bankrekening()
    if form is None:
        return Betaalde("", rekening)
    formulier = msgspec.json.decode(form, type=Formulier)
    return Betaalde(formulier.juridische_naam or formulier.handelsnaam, reported(formulier, (), rekening))


def _keep(relatie: Relatie, rekening: Bankrekening, now: datetime, door: str) -> None:
    _add(relatie, Opgave.Soort.REKENING, msgspec.json.encode(rekening), now, door)


def _add(relatie: Relatie, soort: Opgave.Soort, inhoud: bytes, now: datetime, door: str) -> None:
    row = Opgave(relatie=relatie, soort=soort, at=now, door=door)
    row.seal("inhoud", inhoud)
    row.save(force_insert=True)
