"""Deliveries in the database: kept once, found back for a claim, and free again when their line does not stand."""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from ketenwerk.ledger.declaraties import AFGEWEZEN, Grondslag

from .lists import among
from .models import Archiefbericht, Declaratieregel, EigenPartij, Levering, Toewijzingversie
from .queries import as_uuid
from .rows import insert

Toegewezen = tuple[int, uuid.UUID, int]
"""An assignment: its conversation, its client and its number."""
_TOGETHER: Final = 500
_MOST: Final = 10_000
_LEVERING: Final = Levering._meta.db_table
_FREED: Final = f"""
    UPDATE {_LEVERING} SET open = (NOT vervallen AND NOT EXISTS (
        SELECT 1 FROM {Declaratieregel._meta.db_table} r WHERE r.gesprek_id = {_LEVERING}.gesprek_id
        AND r.referentie = {_LEVERING}.referentie AND r.debet AND NOT r.gecrediteerd AND r.staat <> %s
    )) WHERE gesprek_id = %s AND NOT (referentie = '') AND {{among}}
"""  # noqa: S608  names from the models alone
_FACTS: Final = (
    "nummer", "categorie", "code", "ingangsdatum", "einddatum", "volume", "eenheid", "frequentie", "budget", "reden_wijziging",
)  # fmt: skip


class Versie(NamedTuple):
    """The actual version of an assignment. `key` is the row of that version; `gemeente` the party that assigned."""

    key: uuid.UUID
    gesprek: int
    gemeente: str
    client: uuid.UUID
    grondslag: Grondslag


def assigned(party: EigenPartij, nummers: Collection[int]) -> list[Versie]:
    """The actual version of each assignment with one of these numbers, at whichever municipality and of whichever client."""
    listed = list(nummers)
    parts = (listed[start : start + _MOST] for start in range(0, len(listed), _MOST))
    return [each for part in parts for each in actual(Toewijzingversie.objects.filter(party_id=party.pk, nummer__in=part))]


def actual(rows: QuerySet[Toewijzingversie]) -> list[Versie]:
    """The newest of these versions per assignment."""
    found: dict[Toegewezen, Versie] = {}
    columns = ("id", "dossier__gesprek_id", "dossier__gesprek__gemeente", "dossier__client_id", *_FACTS)
    for key, gesprek, gemeente, client, *facts in rows.order_by("toewijzingsdatum", "toewijzingstijd").values_list(*columns):
        # What an assignment leaves open is "" in its row.
        grondslag = Grondslag(*(None if cell == "" else cell for cell in facts))
        found[gesprek, client, grondslag.nummer] = Versie(key, gesprek, gemeente, client, grondslag)
    return list(found.values())


def known_marks(party: EigenPartij, kenmerken: Collection[str]) -> dict[str, Levering]:
    """The deliveries that are kept under these marks."""
    listed, found = list(kenmerken), {}
    for start in range(0, len(listed), _TOGETHER):
        part = Levering.objects.filter(party=party, kenmerk__in=listed[start : start + _TOGETHER])
        found.update({row.kenmerk: row for row in part})
    return found


def keep(rows: Sequence[Levering]) -> int:
    """Keeps deliveries; says how many are new. One that is kept under its mark already stays as it is."""
    return insert(rows, ignore_known=True)


def to_claim(party: EigenPartij, until: date) -> QuerySet[Levering]:
    """What no line that stands claims, up to and with that day, in the order of its days."""
    rows = Levering.objects.filter(party=party, open=True, datum__lte=until)
    return rows.order_by("gesprek_id", "client_id", "toewijzing", "datum", "pk")


def held(gesprek: int, nummers: Collection[int], first: date, last: date) -> QuerySet[Levering]:
    """What lines claim on these assignments, between these days."""
    rows = Levering.objects.filter(gesprek=gesprek, toewijzing__in=nummers, datum__gte=first, datum__lte=last)
    return rows.filter(open=False).exclude(referentie="").order_by("datum", "pk")


def claimed(bericht: Archiefbericht, lines: Mapping[str, Iterable[int]]) -> None:
    """Writes down by which lines of a claim that was sent deliveries are claimed: ReferentieNummer and their keys."""
    for referentie, keys in lines.items():
        listed = list(keys)
        for start in range(0, len(listed), _TOGETHER):
            rows = Levering.objects.filter(pk__in=listed[start : start + _TOGETHER])
            rows.update(referentie=referentie, bericht=bericht, open=False, vervallen=False)


def of_line(gesprek: int, referentie: str) -> QuerySet[Levering]:
    """What the debit line under this reference claims, or claimed last, in the order of its days."""
    # SQLite finds the index of what was claimed by the words of its condition alone.
    return Levering.objects.filter(gesprek=gesprek, referentie=referentie).exclude(referentie="").order_by("datum", "pk")


def withdrawn(gesprek: int, referentie: str) -> None:
    """A line is credited and nothing comes in its place: what it claimed is not claimed again."""
    of_line(gesprek, referentie).order_by().update(vervallen=True, open=False)


def answered(bericht: Archiefbericht) -> None:
    """A claim that we sent has its answer: what was claimed in a line that does not stand is free to be claimed anew.

    That holds for the lines of the claim, and for those that it credits.
    """
    own = Declaratieregel.objects.filter(declaratie__bericht=bericht)
    credited = set(own.exclude(vorig="").values_list("vorig", flat=True))
    claimed_here = set(Levering.objects.filter(bericht=bericht).values_list("referentie", flat=True))
    referenties = credited | claimed_here
    if referenties and bericht.gesprek_id is not None:
        condition, listed = among("referentie", referenties)
        with connection.cursor() as cursor:
            cursor.execute(_FREED.format(among=condition), [AFGEWEZEN, bericht.gesprek_id, listed])


def remove(party_ids: Collection[int], key: int) -> bool:
    """Takes out a delivery that was entered wrongly. Not one that a line claims, or ever did: that is history."""
    rows = Levering.objects.filter(pk=key, party_id__in=party_ids, referentie="", open=True)
    return bool(rows.delete()[0])


def of_assignment(gesprek: int, client: uuid.UUID, nummer: int, first: date, last: date) -> QuerySet[Levering]:
    """What was delivered on one assignment between these days, in their order."""
    rows = Levering.objects.filter(gesprek=gesprek, client=client, toewijzing=nummer, datum__gte=first, datum__lte=last)
    return rows.order_by("datum", "pk")


def on(party_ids: Collection[int], day: date, last: date) -> QuerySet[Toewijzingversie]:
    """The newest versions of the assignments that hold on a day of a period, in the order of their numbers."""
    later = Toewijzingversie.objects.filter(dossier=OuterRef("dossier"), nummer=OuterRef("nummer")).filter(
        Q(toewijzingsdatum__gt=OuterRef("toewijzingsdatum"))
        | Q(toewijzingsdatum=OuterRef("toewijzingsdatum"), toewijzingstijd__gt=OuterRef("toewijzingstijd"))
    )
    rows = Toewijzingversie.objects.filter(party_id__in=party_ids, ingangsdatum__lte=last)
    return rows.filter(Q(einddatum=None) | Q(einddatum__gte=day)).exclude(Exists(later)).order_by("nummer", "pk")


def lines_of(gesprek: int, referenties: Collection[str]) -> dict[str, Any]:
    """The first line under each of these references."""
    rows = Declaratieregel.objects.filter(gesprek=gesprek, referentie__in=referenties).order_by("-pk")
    return {row.referentie: row for row in rows}


def as_key(pk: Any) -> uuid.UUID:
    """The key of a client as the database gives it."""
    return as_uuid(pk)
