"""A party that an own party deals with: in a list, and as a card that says how it is reached."""

from collections.abc import Iterable

import msgspec

from ketenwerk.protocol.partij import Partij
from ketenwerk.register import relaties
from ketenwerk.register.models import Relatie

from .parties import of_law, party, short
from .product import when


class RelatieRow(msgspec.Struct, frozen=True):
    """`own` is the own party that deals with it."""

    key: int
    title: str
    code: str
    soort: str
    telefoon: str
    own: str


class Card(msgspec.Struct, frozen=True):
    """Telephone numbers in the order in which to dial them; `period` is "" for a party that always holds."""

    title: str
    soort: str
    code: str
    telefoons: tuple[str, ...]
    email: str
    email_administratie: str
    post: tuple[str, ...]
    period: str


def listed(rows: Iterable[Relatie]) -> list[RelatieRow]:
    rows = list(rows)
    known = relaties.parties_of(rows)
    return [_row(row, known.get(row.pk)) for row in rows]


def card(row: Relatie, partij: Partij | None) -> Card:
    if partij is None:
        return Card(party(row.code), row.get_kant_display(), row.code, (), "", "", (), "")
    reached = partij.bereikbaarheid
    post = reached.postadres
    where = (
        post.organisatie,
        post.postbus and f"Postbus {post.postbus}",
        post.bezoekadres,
        f"{post.postcode} {post.plaats}".strip(),
    )
    return Card(
        title=partij.naam or party(row.code),
        soort=partij.soort,
        code=partij.code,
        telefoons=reached.telefoonnummers,
        email=reached.email,
        email_administratie=reached.emailadres_administratie,
        post=tuple(line for line in where if line),
        period=when(partij.van, partij.tot) if partij.van or partij.tot else "",
    )


def _row(row: Relatie, partij: Partij | None) -> RelatieRow:
    numbers = partij.bereikbaarheid.telefoonnummers if partij else ()
    return RelatieRow(
        key=row.pk,
        title=(partij.naam if partij else "") or short(row.code),
        code=row.code,
        soort=partij.soort if partij else row.get_kant_display(),
        telefoon=numbers[0] if numbers else "",
        own=f"{short(row.party.code)}, {of_law(row.party.wet)}",
    )
