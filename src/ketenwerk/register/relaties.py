"""Parties that an own party deals with: who they are, how they are reached, their provider form. What was known before stays."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TypeVar

import msgspec
from django.db.models import QuerySet

from ketenwerk.protocol import aanbiederformulier
from ketenwerk.protocol.partij import AANBIEDERS, Partij, PartijSoort
from ketenwerk.protocol.periode import holds

from .models import EigenPartij, Opgave, Relatie

_GEMEENTECODE = 4
Inhoud = TypeVar("Inhoud", Partij, aanbiederformulier.Formulier)


def meet(party: EigenPartij, codes: Iterable[str]) -> None:
    """Makes the parties with these codes known, where they are not."""
    known = set(Relatie.objects.filter(party=party).values_list("code", flat=True))
    Relatie.objects.bulk_create(
        (Relatie(party=party, code=code, kant=side(code)) for code in sorted(set(codes) - known - {""})), ignore_conflicts=True
    )


def side(code: str) -> Relatie.Kant:
    """On which side of the chain a code is."""
    if not code:
        return Relatie.Kant.ANDERS
    return Relatie.Kant.GEMEENTE if len(code) == _GEMEENTECODE else Relatie.Kant.AANBIEDER


def keep_party(party: EigenPartij, partij: Partij, now: datetime, door: str, *, relatie: Relatie | None = None) -> Relatie:
    """Keeps what is now known of another party; without `relatie` that of its code, or a new one. Objections are the caller's.

    The code of a `relatie` that has one stays what it is: another code is another party (E016).
    """
    row = relatie or _found(party, partij.code) or Relatie.objects.create(party=party, code=partij.code, kant=_kant(partij))
    if not row.code and partij.code:
        row.code = partij.code
    row.kant = _kant(partij)
    row.save(update_fields=["code", "kant"])
    _add(row, Opgave.Soort.GEGEVENS, partij, now, door)
    return row


def keep_form(party: EigenPartij, formulier: aanbiederformulier.Formulier, now: datetime, door: str) -> Relatie:
    """Keeps the form of the provider whose AGB code it gives; the same form again adds nothing."""
    meet(party, [formulier.agb])
    row = Relatie.objects.get(party=party, code=formulier.agb)
    if form(row) != formulier:
        _add(row, Opgave.Soort.FORMULIER, formulier, now, door)
    return row


def filled_in(relatie: Relatie, soort: Opgave.Soort) -> QuerySet[Opgave]:
    """All that was filled in about it, newest first."""
    return Opgave.objects.filter(relatie=relatie, soort=soort).order_by("-at", "-pk")


def form(relatie: Relatie, at: datetime | None = None) -> aanbiederformulier.Formulier | None:
    """Its form as it was filled in last, or as it stood at a moment."""
    rows = filled_in(relatie, Opgave.Soort.FORMULIER)
    row = (rows.filter(at__lte=at) if at else rows).first()
    return _opened(row, aanbiederformulier.Formulier) if row else None


def partij(relatie: Relatie, on: date | None = None) -> Partij | None:
    """Who it is: as filled in last, or of what was ever filled in the newest that holds on that day."""
    return _holding((_opened(row, Partij) for row in filled_in(relatie, Opgave.Soort.GEGEVENS)), on)


def is_subcontractor(party: EigenPartij, code: str) -> bool:
    """Whether the provider with this code is kept as a subcontractor, who claims nothing here (E202)."""
    row = _found(party, code)
    known = partij(row) if row else None
    return known is not None and known.soort is PartijSoort.ONDERAANNEMER


def parties_of(rows: Iterable[Relatie]) -> dict[int, Partij]:
    """Who each of these is, as filled in last, in one query."""
    newest: dict[int, Partij] = {}
    for row in Opgave.objects.filter(relatie__in=list(rows), soort=Opgave.Soort.GEGEVENS).order_by("at", "pk"):
        newest[row.relatie_id] = _opened(row, Partij)
    return newest


def from_form(formulier: aanbiederformulier.Formulier) -> Partij:
    """The party that a form describes, for who knows nothing else of it."""
    return Partij(soort=PartijSoort.INSTELLING, naam=formulier.handelsnaam or formulier.juridische_naam, code=formulier.agb)


def _kant(partij: Partij) -> Relatie.Kant:
    if partij.soort is PartijSoort.GEMEENTE:
        return Relatie.Kant.GEMEENTE
    return Relatie.Kant.AANBIEDER if partij.soort in AANBIEDERS else Relatie.Kant.ANDERS


def _found(party: EigenPartij, code: str) -> Relatie | None:
    return Relatie.objects.filter(party=party, code=code).first() if code else None


def _holding(found: Iterable[Partij], on: date | None) -> Partij | None:
    return next((each for each in found if on is None or holds(each, on)), None)


def _add(relatie: Relatie, soort: Opgave.Soort, inhoud: object, now: datetime, door: str) -> None:
    row = Opgave(relatie=relatie, soort=soort, at=now, door=door)
    row.seal("inhoud", msgspec.json.encode(inhoud))
    row.save(force_insert=True)


def _opened(row: Opgave, kind: type[Inhoud]) -> Inhoud:
    return msgspec.json.decode(row.opened("inhoud"), type=kind)
