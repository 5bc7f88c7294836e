"""Clients and their dossiers, found by BSN through its keyed hash."""

from collections.abc import Collection
from typing import Any

from django.db import connection

from . import queries, rows
from .crypto import keyring
from .lists import among
from .models import Client, Dossier, Gesprek


def find(gesprek: Gesprek, bsn: str) -> Dossier | None:
    """The dossier of a client in a conversation, also when it was kept under an older key."""
    return queries.client(gesprek, keyring().hashes(bsn))[1]


def find_or_make(gesprek: Gesprek, bsn: str) -> Dossier:
    """The dossier of a client in a conversation, made when there is none. Ask for it in the turn of the conversation."""
    client, known = queries.client(gesprek, keyring().hashes(bsn))
    if known is not None:
        return known
    client = client or _make(gesprek, bsn)
    return Dossier.objects.create(party_id=gesprek.party_id, gesprek=gesprek, client=client)


def bsn_of(client: Client) -> str:
    return client.opened("bsn").decode()


def _make(gesprek: Gesprek, bsn: str) -> Client:
    """Two conversations of one party may meet the same client at the same moment: one of them makes the row."""
    ring = keyring()
    client = Client(party_id=gesprek.party_id, bsn_hash=ring.hashed(bsn))
    client.seal("bsn", bsn.encode())
    if rows.insert([client], ignore_known=True):
        return client
    return Client.objects.get(party_id=gesprek.party_id, bsn_hash=client.bsn_hash)


def ids_of(party_id: int, bsns: Collection[str]) -> dict[str, Any]:
    """The ids of those of these clients that are known to a party, by BSN."""
    ring = keyring()
    by_hash = {each: bsn for bsn in bsns for each in ring.hashes(bsn)}
    condition, listed = among("bsn_hash", by_hash)
    with connection.cursor() as cursor:
        sql = f"SELECT id, bsn_hash FROM {Client._meta.db_table} WHERE party_id = %s AND {condition}"  # noqa: S608  names from the models alone
        cursor.execute(sql, [party_id, listed])
        return {by_hash[found]: pk for pk, found in cursor.fetchall()}
