"""Selects, for the pages, the dossiers of a client with their facts and messages, in few queries however many there are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import msgspec

from ketenwerk.ledger import facts as ledger
from ketenwerk.messages.read import NotReadable, read
from ketenwerk.register import archive, clients, facts
from ketenwerk.register.models import (
    Archiefbericht,
    Client,
    Declaratieregel,
    Dossier,
    Feit,
    Start,
    Stop,
    Toewijzingversie,
    Verzoek,
)
from ketenwerk.standard.codelists import codelist

from .roles import Daad
from .scope import Scope

_NAMES_BIRTH = ("301", "305", "307", "315")
_LARGE = ("payload", "judgement", "kern", "changes")


class Known(msgspec.Struct, frozen=True):
    """A dossier: its row, what the ledger says, and the messages of it by their id as the facts name them."""

    row: Dossier
    facts: ledger.Dossier
    berichten: dict[str, Archiefbericht]


def of_client(client: Client, scope: Scope) -> list[Known]:
    """All dossiers of a client that this user may see, by counterparty."""
    rows = list(scope.dossiers().filter(client=client).select_related("gesprek", "party").order_by("gesprek__aanbieder", "pk"))
    if not rows:
        return []
    bsn = clients.bsn_of(client)
    versies = _facts(Toewijzingversie, rows, facts.versie)
    verzoeken = _facts(Verzoek, rows, facts.verzoek)
    starts = _facts(Start, rows, facts.start)
    stops = _facts(Stop, rows, facts.stop)
    berichten = _messages(rows, scope)
    return [
        Known(
            row,
            ledger.Dossier(
                row.gesprek.fact,
                bsn,
                toewijzingen=_assignments(versies[row.pk]),
                verzoeken={each.referentie: each for each in sorted(verzoeken[row.pk], key=lambda one: one.dagtekening)},
                starts={each.sleutel: each for each in sorted(starts[row.pk], key=lambda one: one.sleutel.begindatum)},
                stops={each.sleutel: each for each in sorted(stops[row.pk], key=lambda one: one.sleutel.einddatum)},
            ),
            berichten[row.pk],
        )
        for row in rows
    ]


def answers_to(known: Known, wanted: frozenset[str]) -> list[tuple[Archiefbericht, Any]]:
    """The 319s of a dossier on these references, with what they say."""
    keys = [row.pk for row in known.berichten.values() if row.number == "319"]
    found = []
    for row in Archiefbericht.objects.filter(pk__in=keys).order_by("processed_nr"):
        said = read(archive.payload(row)).antwoord  # type: ignore[attr-defined]
        if said.referentie_aanbieder in wanted:
            found.append((known.berichten[row.pk.hex], said))
    return found


def returns_on(keys: Iterable[UUID], scope: Scope) -> dict[str, list[Archiefbericht]]:
    """The replies and return messages on these messages."""
    keys = list(keys)
    rows = scope.berichten(Daad.CLIENT)
    found: defaultdict[str, list[Archiefbericht]] = defaultdict(list)
    for row in (rows.filter(answers__in=keys) | rows.filter(heenbericht__in=keys)).defer(*_LARGE).order_by("sequence"):
        about = row.answers_id or row.heenbericht_id
        if about is not None:
            found[about.hex].append(row)
    return found


def claimed(known: Known, nummers: Iterable[int]) -> list[Declaratieregel]:
    """The lines claimed for this client on these assignments, in the order in which they came, with their claims."""
    rows = Declaratieregel.objects.filter(gesprek=known.row.gesprek_id, toewijzing__in=list(nummers), client=known.row.client_id)
    return list(rows.select_related("declaratie").order_by("declaratie__gelezen_op", "pk"))


def birth_years(keys: Sequence[UUID]) -> dict[UUID, str]:
    """Year of birth of these clients, as the newest message says that names it; "" where none does."""
    newest: dict[UUID, UUID] = {}
    rows = Archiefbericht.objects.filter(dossier__client__in=keys, counts=True, number__in=_NAMES_BIRTH)
    for client, key in rows.order_by("processed_nr").values_list("dossier__client_id", "pk"):
        newest[client] = key
    said = {row.pk: _year(row) for row in Archiefbericht.objects.filter(pk__in=newest.values()).only("payload", "key_id")}
    return {client: said[key] for client, key in newest.items()}


def _year(row: Archiefbericht) -> str:
    try:
        born = getattr(getattr(read(archive.payload(row)), "client", None), "geboortedatum", None)
    except NotReadable:
        return ""
    if born is None or (born.datum_gebruik and codelist("COD170").row(born.datum_gebruik).flag("jaar_onbekend")):
        return ""
    return str(born.datum.year)


def _facts(table: type[Feit], rows: Sequence[Dossier], decode: Any) -> defaultdict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for each in table._default_manager.filter(dossier__in=rows):
        found[each.dossier_id].append(decode(each.opened("feit")))
    return found


def _messages(rows: Sequence[Dossier], scope: Scope) -> defaultdict[int, dict[str, Archiefbericht]]:
    found: defaultdict[int, dict[str, Archiefbericht]] = defaultdict(dict)
    for row in scope.berichten(Daad.CLIENT).filter(dossier__in=rows).defer(*_LARGE).order_by("processed_nr"):
        assert row.dossier_id is not None
        found[row.dossier_id][row.pk.hex] = row
    return found


def _assignments(versies: Iterable[ledger.Versie]) -> dict[int, ledger.Toewijzing]:
    found: defaultdict[int, list[ledger.Versie]] = defaultdict(list)
    for versie in versies:
        found[versie.product.toewijzing_nummer].append(versie)
    return {
        nummer: ledger.Toewijzing(nummer, tuple(sorted(each, key=lambda one: one.order)))
        for nummer, each in sorted(found.items())
    }
