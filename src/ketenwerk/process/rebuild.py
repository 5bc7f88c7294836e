"""Throws the projection away and makes it again from the archive: it holds nothing that does not follow from the messages."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
from django.db import transaction
from django.db.models import Q

from ketenwerk.ledger import facts as ledger
from ketenwerk.ledger.known import question
from ketenwerk.ledger.memory import Register
from ketenwerk.messages.read import read
from ketenwerk.register import archive, clients, declaraties, order, projection
from ketenwerk.register.facts import TABLES
from ketenwerk.register.models import Archiefbericht, Declaratie, Declaratieregel, Dossier, Gesprek, Regelsom, Verzonden
from ketenwerk.register.projection import REJECTED, SENT
from ketenwerk.standard.release import MESSAGES

from . import declareren

Snapshot = dict[tuple[Any, ...], Any]
_CLAIM = [field.attname for field in Declaratie._meta.concrete_fields if field.attname != "id"]
# Who a line is about only helps to find it: made again, it also names clients who became known after the claim came.
_LINE = [
    field.attname for field in Declaratieregel._meta.concrete_fields if field.attname not in ("id", "declaratie_id", "client_id")
]


class Rebuilt(msgspec.Struct, frozen=True):
    """What was made again of one conversation, and in how many rows it differs from what stood (only when that was asked)."""

    gesprek: int
    berichten: int
    dossiers: int
    differences: int = 0


def rebuild(*, verify: bool) -> Iterator[Rebuilt]:
    """Makes everything again, one conversation at a time, while others go on.

    With `verify` it is compared row by row with what stood; where something differs that is left as it stood, to be looked into.
    """
    for gesprek in Gesprek.objects.order_by("pk"):
        with transaction.atomic():
            order.take_turn(gesprek)
            before = _snapshot(gesprek) if verify else {}
            berichten = _again(gesprek)
            after = _snapshot(gesprek) if verify else {}
            differences = len({key for key in before.keys() | after.keys() if before.get(key) != after.get(key)})
            if differences:
                transaction.set_rollback(True)
        yield Rebuilt(gesprek.pk, berichten, Dossier.objects.filter(gesprek=gesprek).count(), differences)


def _again(gesprek: Gesprek) -> int:
    _throw_away(gesprek)
    declaraties.throw_away(gesprek)
    register = Register()
    played = 0
    # What left without counting has used its name all the same.
    left = Q(to_send=True, counts=False, answers__isnull=True)
    mattered = Archiefbericht.objects.filter(Q(counts=True) | Q(heenbericht__isnull=False) | left, gesprek=gesprek)
    for row in mattered.order_by("processed_nr").iterator(chunk_size=200):
        _play(register, row, gesprek)
        played += 1
    for (_, bsn), dossier in register.dossiers.items():
        if bsn:
            projection.store(clients.find_or_make(gesprek, bsn), ledger.Dossier(dossier.gesprek, bsn), dossier)
    declareren.again(gesprek)
    return played


def _throw_away(gesprek: Gesprek) -> None:
    for table in TABLES:
        table._default_manager.filter(dossier__gesprek=gesprek).delete()
    Verzonden.objects.filter(gesprek=gesprek).delete()


def _place(row: Archiefbericht, gesprek: Gesprek, bsn: str) -> None:
    dossier = clients.find_or_make(gesprek, bsn) if bsn else None
    if row.dossier != dossier:
        Archiefbericht.objects.filter(pk=row.pk).update(dossier=dossier)


def _play(register: Register, row: Archiefbericht, gesprek: Gesprek) -> None:
    if row.counts:
        bericht, message = read(archive.payload(row)), MESSAGES[row.type_name]
        vraag = question(bericht, message)
        if message.number != "323":  # claims are made again when all else stands
            _place(row, gesprek, register.answer(vraag, date.min).dossier.bsn)
            register.accept(bericht, message, row.pk.hex)
        projection.sent(row, vraag.afzender, vraag.bericht_code, vraag.identificatie)
        heen = row.heenbericht
        # A 325 has a name of its own, and settles the claim that it answers when that was ours.
        if heen is not None and heen.sender == gesprek.party.code and Verzonden.objects.filter(bericht=heen, staat=SENT).exists():
            projection.answered(heen, approved=bool(row.approves))
        return
    heen = row.heenbericht
    if heen is None:
        _name(row)
        return
    if Verzonden.objects.filter(bericht=heen, staat=SENT).exists():
        projection.answered(heen, approved=bool(row.approves))
        if heen.counts and heen.number != "323":
            register.returned(heen.pk.hex, approved=bool(row.approves))


def _name(row: Archiefbericht) -> None:
    message = MESSAGES[row.type_name]
    if message.answers:
        return
    vraag = question(read(archive.payload(row)), message)
    known = Verzonden.objects.filter(gesprek=row.gesprek, afzender=vraag.afzender, bericht_code=vraag.bericht_code)
    if not known.filter(identificatie=vraag.identificatie).exclude(staat=REJECTED).exists():
        projection.sent(row, vraag.afzender, vraag.bericht_code, vraag.identificatie)


def _snapshot(gesprek: Gesprek) -> Snapshot:
    """Every row of the projection by what names it, without the number and the key that it happens to have."""
    rows: Snapshot = {}
    for table in TABLES:
        shown = [field.attname for field in table._meta.concrete_fields if field.attname not in ("id", "key_id", "feit")]
        for row in table._default_manager.filter(dossier__gesprek=gesprek):
            rows[table.__name__, row.dossier_id, row.sleutel] = [getattr(row, name) for name in shown], row.opened("feit")
    for each in Declaratie.objects.filter(gesprek=gesprek):
        rows["Declaratie", each.bericht_id] = [getattr(each, name) for name in _CLAIM]
    for each in Declaratieregel.objects.filter(gesprek=gesprek).select_related("declaratie").iterator():
        rows["Declaratieregel", each.declaratie.bericht_id, each.positie] = [getattr(each, name) for name in _LINE]
    for som in Regelsom.objects.filter(gesprek=gesprek):
        rows["Regelsom", som.toewijzing, som.categorie, som.code, som.eenheid] = som.volume, som.bedrag
    for name in Verzonden.objects.filter(gesprek=gesprek):
        rows["Verzonden", name.bericht_id] = name.afzender, name.bericht_code, name.identificatie, name.soort, name.staat
    for pk, dossier in Archiefbericht.objects.filter(gesprek=gesprek, counts=True).values_list("pk", "dossier_id"):
        rows["Dossier", pk] = dossier
    return rows
