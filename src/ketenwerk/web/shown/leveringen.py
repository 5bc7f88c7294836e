"""Deliveries in words: per assignment in a month, and one by one."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

import msgspec
from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from ketenwerk.claims.periode import Periode
from ketenwerk.messages.describe import masked_bsn
from ketenwerk.messages.describe.dutch import MONTHS, whole
from ketenwerk.messages.describe.volume import quantity
from ketenwerk.protocol.leveringbestand import EENHEDEN
from ketenwerk.register import clients
from ketenwerk.register.models import Declaratieregel, Levering, Toewijzingversie
from ketenwerk.standard.basis import Omvang, Product
from ketenwerk.standard.types import Wet

from .parties import short
from .product import product_words, volume_words, when
from .states import State

_WEEKDAYS: Final = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_HOUR: Final = 60
Key = tuple[int, UUID, int]


class AssignmentRow(msgspec.Struct, frozen=True):
    """An assignment in one month: what was assigned, what was delivered, and how much of it no line claims yet."""

    key: UUID
    bsn: str
    bsn_end: str
    gemeente: str
    product: str
    nummer: str
    period: str
    assigned: str
    delivered: str
    state: State


class DeliveryRow(msgspec.Struct, frozen=True):
    """One delivery. `bericht` is the claim that claims it, with the line; `removable` while no line ever did."""

    key: int
    day: str
    quantity: str
    state: State
    bericht: UUID | None
    removable: bool
    absent: bool = False


class DayField(msgspec.Struct, frozen=True):
    """A day of the week form."""

    name: str
    label: str
    value: str
    future: bool
    problems: tuple[str, ...]


def assignment_rows(versies: Sequence[Toewijzingversie], period: Periode, wet: Wet) -> list[AssignmentRow]:
    """One query more for all of them. They come with their dossier, its client and its conversation."""
    sums = _sums(versies, period)
    return [_assignment(each, sums, wet) for each in versies]


def delivery_rows(rows: Iterable[Levering], lines: Mapping[str, Declaratieregel]) -> list[DeliveryRow]:
    return [
        DeliveryRow(
            key=row.pk,
            day=weekday(row.datum),
            quantity=kept(row.hoeveelheid, row.eenheid),
            state=_state(row, lines.get(row.referentie)),
            bericht=row.bericht_id,
            removable=row.open and not row.referentie,
            absent=row.afwezig,
        )
        for row in rows
    ]


def kept(hoeveelheid: int, eenheid: str) -> str:
    """What is kept of a delivery: minutes also in hours from one hour on, `90 minuten (1:30 uur)`."""
    said = quantity(hoeveelheid, eenheid)
    if eenheid == "01" and hoeveelheid >= _HOUR:
        hours, minutes = divmod(hoeveelheid, _HOUR)
        return f"{said} ({whole(hours)}:{minutes:02d} uur)"
    return said


def weekday(day: date) -> str:
    """`dinsdag 7 april`"""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def week_of(day: date) -> list[date]:
    """The days of the week of a day, from Monday."""
    monday = day - timedelta(days=day.weekday())
    return [monday + timedelta(days=each) for each in range(7)]


def units_of(eenheid: str) -> list[str]:
    """The words in which may be typed what was assigned in this unit; all of them where none was."""
    if not eenheid:
        return list(EENHEDEN)
    base = "01" if eenheid == "04" else eenheid
    words = [word for word, (_soort, _times, units) in EENHEDEN.items() if base in units]
    return sorted(words, key=lambda word: word != "uren") if eenheid == "04" else words


def _sums(versies: Sequence[Toewijzingversie], period: Periode) -> dict[Key, list[tuple[str, bool, int, int]]]:
    found: dict[Key, list[tuple[str, bool, int, int]]] = {}
    rows = Levering.objects.filter(
        gesprek__in={each.dossier.gesprek_id for each in versies},
        toewijzing__in={each.nummer for each in versies},
        datum__gte=period.begin,
        datum__lte=period.eind,
    )
    for gesprek, client, nummer, eenheid, free, total, number in (
        rows.order_by()
        .values_list("gesprek_id", "client_id", "toewijzing", "eenheid", "open")
        .annotate(Sum("hoeveelheid"), Count("pk"))
    ):
        found.setdefault((gesprek, client, nummer), []).append((eenheid, free, total, number))
    return found


def _assignment(versie: Toewijzingversie, sums: Mapping[Key, list[tuple[str, bool, int, int]]], wet: Wet) -> AssignmentRow:
    dossier = versie.dossier
    held = sums.get((dossier.gesprek_id, dossier.client_id, versie.nummer), [])
    bsn = clients.bsn_of(dossier.client)
    product = Product(categorie=versie.categorie, code=versie.code or None) if versie.categorie else None
    omvang = None
    if versie.volume is not None:
        omvang = Omvang(volume=versie.volume, eenheid=versie.eenheid, frequentie=versie.frequentie)
    totals: dict[str, int] = {}
    for eenheid, _free, total, _number in held:
        totals[eenheid] = totals.get(eenheid, 0) + total
    return AssignmentRow(
        key=versie.pk,
        bsn=masked_bsn(bsn),
        bsn_end=bsn[-4:],
        gemeente=short(dossier.gesprek.gemeente),
        product=product_words(product, wet),
        nummer=str(versie.nummer),
        period=when(versie.ingangsdatum, versie.einddatum),
        assigned=volume_words(omvang, versie.budget),
        delivered=", ".join(kept(total, eenheid) for eenheid, total in totals.items()),
        state=_month_state(held),
    )


def _month_state(held: list[tuple[str, bool, int, int]]) -> State:
    free = sum(number for _, is_free, _, number in held if is_free)
    if not held:
        return State("none", _("niets ingevuld"))
    return State("due", _("%(n)s te declareren") % {"n": free}) if free else State("done", _("gedeclareerd"))


def _state(row: Levering, line: Declaratieregel | None) -> State:
    if row.vervallen:
        return State("none", _("teruggenomen"))
    if row.open:
        return State("late", _("afgewezen, opnieuw te declareren")) if row.referentie else State("due", _("te declareren"))
    if line is not None and line.staat == Declaratieregel.Staat.TOEGEKEND:
        return State("done", _("toegekend"))
    return State("waiting", _("wacht op antwoord"))
