"""Deliveries that software hands over: each row by itself, so that one wrong row keeps no other from being kept.

The rows meet the same assignments and the same objections as those of a spreadsheet (`leveren`). What differs is what becomes of
them: a sender learns of each row whether it is new, known or refused.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Final
from uuid import UUID

import msgspec
from django.db import transaction

from ketenwerk.claims.levering import Grondslag
from ketenwerk.protocol.bezwaar import Bezwaar, Onleesbaar, blocks
from ketenwerk.protocol.leveringbestand import Rijlevering
from ketenwerk.register import clients, leveringen
from ketenwerk.register.leveringen import Versie
from ketenwerk.register.models import EigenPartij, Invoer, Levering, Toewijzingversie

from . import leveren

MOST: Final = 5_000
"""Rows that are handed over at once."""
_REFUSED: Final = "Deze rij wordt niet overgenomen:"
_TOGETHER: Final = 1_000


class Stand(Enum):
    """What became of a row."""

    NIEUW = "nieuw"
    BEKEND = "bekend"
    GEWEIGERD = "geweigerd"


class Aangeleverd(msgspec.Struct, frozen=True):
    """A row by its `plaats`: what became of it, the delivery that it is (None when nothing was kept), and what was found."""

    plaats: str
    stand: Stand
    levering: int | None
    bezwaren: tuple[Bezwaar, ...]


class Claimed(ValueError):
    """A line claims the delivery, or did: it is history and is not changed."""


def hand_over(
    rows: Sequence[Rijlevering], party: EigenPartij, now: datetime, today: date, door: str, *, keep: bool
) -> list[Aangeleverd]:
    """Keeps each row that is right and new; with `keep` False it only says what would become of them.

    Each row comes with a `kenmerk` of its sender, and with a `plaats` of its own. A few queries for every five hundred.
    """
    with transaction.atomic():
        invoer = Invoer(party=party, at=now, door=door[:80])
        invoer.seal("naam", b"")
        found = leveren.matched(rows, invoer, today)
        if keep and found.nieuw:
            invoer.save(force_insert=True)
            leveringen.keep(found.nieuw)
        names = {row.plaats: leveren.mark_of(row.kenmerk) for row in rows}
        kept = {mark: row.pk for mark, row in leveringen.known_marks(party, set(names.values())).items()}
    return list(_outcomes(rows, found, names, kept))


def change(levering: Levering, row: Rijlevering, now: datetime, today: date, door: str) -> tuple[Bezwaar, ...]:
    """Puts another content in a delivery that no line claims, under its own number and mark; gives the warnings.

    Raises Claimed, and Onleesbaar with all that is wrong; then nothing is changed.
    """
    with transaction.atomic():
        known = Levering.objects.select_for_update(no_key=True).select_related("party").filter(pk=levering.pk).first()
        if known is None or not known.open or known.referentie:
            raise Claimed
        invoer = Invoer(party=known.party, at=now, door=door[:80])
        invoer.seal("naam", b"")
        known.delete()
        found = leveren.matched([row], invoer, today)
        if not found.kan:
            raise Onleesbaar(found.bezwaren)
        if not found.nieuw:
            raise Onleesbaar([Bezwaar("", "Er is niets gewijzigd: deze levering staat er al. Haal deze levering weg.")])
        (made,) = found.nieuw
        invoer.save(force_insert=True)
        made.pk = levering.pk
        if known.kenmerk.startswith(leveren.GIVEN):
            made.kenmerk = known.kenmerk
        made.save(force_insert=True)
    return found.bezwaren


def assignments_of(rows: Sequence[Rijlevering], party: EigenPartij) -> list[Rijlevering | Bezwaar]:
    """The rows that name no assignment (number 0), with the one that fits: of that client and product, on that day.

    An objection for a row that none fits, or more than one.
    """
    wanted = [row for row in rows if not row.toewijzing]
    if not wanted:
        return list(rows)
    known = clients.ids_of(party.pk, {row.bsn for row in wanted})
    by_client = {bsn: leveringen.as_key(pk) for bsn, pk in known.items()}
    versies: dict[UUID, list[Versie]] = {}
    for versie in _assigned_to(party, set(by_client.values())):
        versies.setdefault(versie.client, []).append(versie)
    return [row if row.toewijzing else _chosen(row, by_client, versies) for row in rows]


def _assigned_to(party: EigenPartij, keys: Collection[UUID]) -> Iterable[Versie]:
    listed = list(keys)
    for start in range(0, len(listed), _TOGETHER):
        part = Toewijzingversie.objects.filter(party=party, dossier__client__in=listed[start : start + _TOGETHER])
        yield from leveringen.actual(part)


def _chosen(row: Rijlevering, by_client: Mapping[str, UUID], versies: Mapping[UUID, list[Versie]]) -> Rijlevering | Bezwaar:
    client = by_client.get(row.bsn)
    fits = [each for each in versies.get(client, ()) if _fits(row, each.grondslag, each.gemeente)] if client else []
    if not fits:
        text = f"{_REFUSED} op die dag is dit product niet toegewezen aan deze cliënt. Controleer ze, of geef de toewijzing."
        return Bezwaar("toewijzing", text, plaats=row.plaats)
    if len(fits) > 1:
        text = f"{_REFUSED} er passen meer toewijzingen bij. Geef de toewijzing zelf."
        return Bezwaar("toewijzing", text, plaats=row.plaats)
    return msgspec.structs.replace(row, toewijzing=fits[0].grondslag.nummer, gemeente=fits[0].gemeente)


def _fits(row: Rijlevering, held: Grondslag, gemeente: str) -> bool:
    on_day = held.ingangsdatum <= row.datum and (held.einddatum is None or row.datum <= held.einddatum)
    same = held.code == row.product and row.categorie in ("", held.categorie)
    return on_day and same and row.gemeente in ("", gemeente)


def _outcomes(
    rows: Sequence[Rijlevering], found: leveren.Voorbeeld, names: Mapping[str, str], kept: Mapping[str, int]
) -> Iterable[Aangeleverd]:
    by_place: dict[str, list[Bezwaar]] = {}
    for bezwaar in found.bezwaren:
        by_place.setdefault(bezwaar.plaats, []).append(bezwaar)
    new = {levering.kenmerk for levering in found.nieuw}
    for row in rows:
        mark, bezwaren = names[row.plaats], tuple(by_place.get(row.plaats, ()))
        if blocks(bezwaren):
            yield Aangeleverd(row.plaats, Stand.GEWEIGERD, None, bezwaren)
        elif mark in new:
            new.discard(mark)
            yield Aangeleverd(row.plaats, Stand.NIEUW, kept.get(mark), bezwaren)
        else:
            yield Aangeleverd(row.plaats, Stand.BEKEND, kept.get(mark), bezwaren)
