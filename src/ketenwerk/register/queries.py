"""The questions that every message asks the database, written out: making them from objects costs more than answering them.

Values are given as parameters, never written into the text. What the partial indexes need to be recognised by is written in full.
SQLite has no figures of the tables by which to choose an index, so no question lets it choose one of a whole party.
"""

import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import connection

from .models import Archiefbericht, Client, Dossier, EigenPartij, Gesprek, Richting, Verzoek, Verzonden

_ARCHIEF: Final = Archiefbericht._meta.db_table
_CLAIM: Final = f"""
    SELECT a.* FROM {_ARCHIEF} a
    WHERE a.processed_at IS NULL AND (a.retry_at IS NULL OR a.retry_at <= %s)
    AND (a.gesprek_id IS NULL OR a.sequence = (
        SELECT MIN(b.sequence) FROM {_ARCHIEF} b WHERE b.processed_at IS NULL AND b.gesprek_id = a.gesprek_id
    ))
    AND {{of}} ORDER BY a.sequence LIMIT 1 {{lock}}
"""  # noqa: S608  names from the models alone
_GESPREK: Final = f"""
    SELECT g.id, g.wet, g.gemeente, g.aanbieder, p.id, p.wet, p.code, p.since, p.kijkt_na, p.uren_als_minuten
    FROM {Gesprek._meta.db_table} g JOIN {EigenPartij._meta.db_table} p ON p.id = g.party_id
"""  # noqa: S608  names from the models alone
_CONVERSATION: Final = f"{_GESPREK} WHERE p.wet = %s AND p.code = %s AND g.gemeente = %s AND g.aanbieder = %s"
_SAME: Final = f"SELECT id, direction, duplicate_of_id FROM {_ARCHIEF} WHERE sha256 = %s ORDER BY sequence"  # noqa: S608  names from the models alone
_CLIENT: Final = f"""
    SELECT d.id, c.id, c.key_id, c.bsn_hash, c.bsn
    FROM {Client._meta.db_table} c LEFT JOIN {Dossier._meta.db_table} d ON d.client_id = c.id AND d.gesprek_id = %s
    WHERE c.party_id = %s AND c.bsn_hash IN ({{marks}})
"""  # noqa: S608  names from the models alone
_NAMES: Final = f"""
    SELECT bericht_id, soort, staat FROM {Verzonden._meta.db_table}
    WHERE gesprek_id = %s AND afzender = %s AND bericht_code = %s AND identificatie = %s ORDER BY id
"""  # noqa: S608  names from the models alone
_USED: Final = f"""
    SELECT bericht_id FROM {Verzonden._meta.db_table}
    WHERE afzender = %s AND identificatie = %s AND party_id = %s AND bericht_code = %s AND staat <> %s LIMIT 1
"""  # noqa: S608  names from the models alone
_REFERENCES: Final = f"""
    SELECT DISTINCT v.referentie FROM {Verzoek._meta.db_table} v JOIN {Dossier._meta.db_table} d ON d.id = v.dossier_id
    JOIN {Gesprek._meta.db_table} g ON g.id = d.gesprek_id
    WHERE v.referentie IN ({{marks}}) AND g.party_id = %s AND g.aanbieder = %s
"""  # noqa: S608  names from the models alone


def claim(now: datetime, *, gesprek: int | None = None, bericht: uuid.UUID | None = None) -> Archiefbericht | None:
    """The first message that waits and that no earlier one of its conversation holds up: of all, of one conversation, or one.

    It is locked until the transaction ends, and so is the turn of its conversation, which is waited for; a message that another
    process has locked is passed over.
    """
    lock = "FOR UPDATE OF a SKIP LOCKED" if connection.features.has_select_for_update_skip_locked else ""
    of, more = "1 = 1", []
    if gesprek is not None:
        of, more = "a.gesprek_id = %s", [gesprek]
    elif bericht is not None:
        of, more = "a.id = %s", [Archiefbericht._meta.pk.get_db_prep_value(bericht, connection)]
    moment = connection.ops.adapt_datetimefield_value(now)
    found = list(Archiefbericht.objects.raw(_CLAIM.format(of=of, lock=lock), [moment, *more]))
    if not found:
        return None
    (row,) = found
    if row.gesprek_id is not None:
        row.gesprek = _in_turn(row.gesprek_id)
    return row


def _in_turn(pk: int) -> Gesprek:
    """A conversation with its party, in the same question that takes its turn (`order.take_turn`)."""
    lock = " FOR NO KEY UPDATE OF g" if connection.features.has_select_for_update_of else ""
    (found,) = _rows(f"{_GESPREK} WHERE g.id = %s{lock}", [pk])
    return _gesprek(*found)


def conversation(wet: str, code: str, gemeente: str, aanbieder: str) -> Gesprek | None:
    """The conversation between these two as the party with this code sees it; None when it is not ours, or has not begun."""
    found = _rows(_CONVERSATION, [wet, code, gemeente, aanbieder])
    return next((_gesprek(*each) for each in found), None)


def _gesprek(
    own: int, wet: str, gemeente: str, aanbieder: str, party: int, party_wet: str, code: str, since: Any, kijkt_na: Any, uren: Any
) -> Gesprek:
    partij = EigenPartij(id=party, wet=party_wet, code=code, since=since, kijkt_na=bool(kijkt_na), uren_als_minuten=bool(uren))
    return Gesprek(id=own, party=partij, wet=wet, gemeente=gemeente, aanbieder=aanbieder)


def client(gesprek: Gesprek, hashes: Sequence[str]) -> tuple[Client | None, Dossier | None]:
    """The client with one of these hashes of the party of a conversation, and its dossier in that conversation."""
    known: Client | None = None
    for own, pk, key_id, bsn_hash, bsn in _rows(_CLIENT.format(marks=_marks(hashes)), [gesprek.pk, gesprek.party_id, *hashes]):
        known = Client(id=as_uuid(pk), key_id=key_id, party_id=gesprek.party_id, bsn_hash=bsn_hash, bsn=bytes(bsn))
        if own is not None:
            return known, Dossier(id=own, party_id=gesprek.party_id, gesprek=gesprek, client=known)
    return known, None


def names(gesprek: Gesprek, afzender: str, bericht_code: str, identificatie: str) -> list[tuple[uuid.UUID, str, str]]:
    """Message, type number and state of what was exchanged under this name, in order."""
    found = _rows(_NAMES, [gesprek.pk, afzender, bericht_code, identificatie])
    return [(as_uuid(bericht), soort, staat) for bericht, soort, staat in found]


def is_used(party_id: int, afzender: str, bericht_code: str, identificatie: str, *, free: str) -> bool:
    """Whether this party knows a message of this sender by this name, to whomever, in another state than `free`."""
    return any(_rows(_USED, [afzender, identificatie, party_id, bericht_code, free]))


def references(gesprek: Gesprek, asked: frozenset[str]) -> frozenset[str]:
    """Of these references those of this provider that this party knows: a provider those of all its conversations."""
    values = [*asked, gesprek.party_id, gesprek.aanbieder]
    return frozenset(row[0] for row in _rows(_REFERENCES.format(marks=_marks(asked)), values))


def first_receipt(sha256: str) -> uuid.UUID | None:
    """The first message that came in with these bytes."""
    found = _rows(_SAME, [sha256])
    return next((as_uuid(pk) for pk, direction, again in found if direction == Richting.IN and again is None), None)


def as_uuid(value: Any) -> uuid.UUID:
    """SQLite keeps it as text."""
    return value if isinstance(value, uuid.UUID) else uuid.UUID(value)


def _marks(values: Sequence[str] | frozenset[str]) -> str:
    return ", ".join(["%s"] * len(values))


def _rows(sql: str, values: list[Any]) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        yield from cursor.fetchall()
