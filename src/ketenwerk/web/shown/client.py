"""A client in a list and on a page: never by name, the BSN by its end."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec

from ketenwerk.ledger.facts import Toewijzing
from ketenwerk.ledger.levering import state
from ketenwerk.messages.describe import masked_bsn
from ketenwerk.register import clients
from ketenwerk.register.models import Client
from ketenwerk.standard.types import Wet

from ..dossiers import Known
from .parties import municipality, short
from .product import product_words, volume_words, when
from .states import State, assignment_state, delivery_state, request_state
from .traject import Traject, trajecten

_LAWS = {"jw": "Jeugdwet", "wmo": "Wmo"}


class ClientRow(msgspec.Struct, frozen=True):
    """A row of the list. `parties` are those on the other side."""

    key: UUID
    bsn: str
    bsn_end: str
    born: str
    law: str
    gemeenten: tuple[str, ...]
    aanbieders: tuple[str, ...]
    last: datetime | None


class Version(msgspec.Struct, frozen=True):
    """A version of an assignment in words; `key` is its message, None when that is not in scope."""

    on: date
    period: str
    volume: str
    key: UUID | None
    actual: bool


class Assignment(msgspec.Struct, frozen=True):
    """`nummer` is a name, not a quantity: text, so that nothing groups its digits."""

    nummer: str
    period: str
    volume: str
    state: State
    versions: tuple[Version, ...]


class Asked(msgspec.Struct, frozen=True):
    referentie: str
    soort: str
    on: date
    state: State
    key: UUID | None


class Delivered(msgspec.Struct, frozen=True):
    """A start and the stops on it."""

    nummer: str
    begin: date
    ends: tuple[date, ...]
    state: State
    key: UUID | None


class ShownTraject(msgspec.Struct, frozen=True):
    """`partij` is the code of the other side: with the client and `product_key` it makes the address of its page."""

    title: str
    partij: str
    product_key: str
    assignments: tuple[Assignment, ...]
    requests: tuple[Asked, ...]
    deliveries: tuple[Delivered, ...]


class ShownDossier(msgspec.Struct, frozen=True):
    gemeente: str
    aanbieder: str
    partij: str
    trajecten: tuple[ShownTraject, ...]


def masked_client(client: Client) -> dict[str, object]:
    """What a page head shows of a client."""
    bsn = clients.bsn_of(client)
    return {"key": client.pk, "bsn": masked_bsn(bsn), "bsn_end": bsn[-4:]}


def client_row(client: Client, born: str, gesprekken: Sequence[tuple[str, str]], last: datetime | None) -> ClientRow:
    bsn = clients.bsn_of(client)
    return ClientRow(
        key=client.pk,
        bsn=masked_bsn(bsn),
        bsn_end=bsn[-4:],
        born=born,
        law=_LAWS[client.party.wet],
        gemeenten=tuple(municipality(code) for code in dict.fromkeys(gemeente for gemeente, _ in gesprekken)),
        aanbieders=tuple(short(code) for code in dict.fromkeys(aanbieder for _, aanbieder in gesprekken)),
        last=last,
    )


def law(client: Client) -> str:
    return _LAWS[client.party.wet]


def counterpart(known: Known) -> str:
    """Code of the party on the other side of a dossier."""
    gesprek = known.row.gesprek
    return gesprek.aanbieder if known.row.party.code == gesprek.gemeente else gesprek.gemeente


def shown_dossier(known: Known, today: date) -> ShownDossier:
    gesprek = known.row.gesprek
    partij = counterpart(known)
    return ShownDossier(
        gemeente=municipality(gesprek.gemeente),
        aanbieder=gesprek.aanbieder,
        partij=partij,
        trajecten=tuple(shown_traject(each, known, today) for each in trajecten(known.facts)),
    )


def shown_traject(traject: Traject, known: Known, today: date) -> ShownTraject:
    wet = known.facts.gesprek.wet
    return ShownTraject(
        title=product_words(traject.product, wet),
        partij=counterpart(known),
        product_key=traject.key,
        assignments=tuple(_assignment(each, known, wet, today) for each in traject.toewijzingen),
        requests=tuple(
            Asked(each.referentie, each.soort, each.dagtekening, request_state(each), _key(each.bericht, known))
            for each in traject.verzoeken
        ),
        deliveries=tuple(
            Delivered(
                str(start.sleutel.toewijzing_nummer or ""),
                start.sleutel.begindatum,
                tuple(stop.sleutel.einddatum for stop in known.facts.stops_of(start.sleutel)),
                delivery_state(state(known.facts, start.sleutel)),
                _key(start.bericht, known),
            )
            for start in traject.starts
        ),
    )


def _assignment(toewijzing: Toewijzing, known: Known, wet: Wet, today: date) -> Assignment:
    actual = toewijzing.actueel
    versions = tuple(
        Version(
            versie.product.toewijzingsdatum,
            when(versie.product.ingangsdatum, versie.product.einddatum),
            volume_words(versie.product.omvang, versie.product.budget),
            _key(versie.bericht, known),
            versie is toewijzing.versies[-1],
        )
        for versie in reversed(toewijzing.versies)
    )
    return Assignment(
        str(toewijzing.nummer),
        when(actual.ingangsdatum, actual.einddatum),
        volume_words(actual.omvang, actual.budget),
        assignment_state(actual, wet, today),
        versions,
    )


def _key(bericht: str, known: Known) -> UUID | None:
    row = known.berichten.get(bericht)
    return row.pk if row else None
