"""Clients and their dossiers, found by BSN through its keyed hash."""

from . import queries
from .crypto import keyring
from .models import Client, Dossier, Gesprek


def find(gesprek: Gesprek, bsn: str) -> Dossier | None:
    """The dossier of a client in a conversation, also when it was kept under an older key."""
    return queries.dossier(gesprek, keyring().hashes(bsn))


def find_or_make(gesprek: Gesprek, bsn: str) -> Dossier:
    """The dossier of a client in a conversation, made when there is none. Ask for it in the turn of the conversation."""
    known = find(gesprek, bsn)
    if known is not None:
        return known
    client = Client.objects.filter(party_id=gesprek.party_id, bsn_hash__in=keyring().hashes(bsn)).first()
    client = client or _make(gesprek, bsn)
    return Dossier.objects.create(party_id=gesprek.party_id, gesprek=gesprek, client=client)


def bsn_of(client: Client) -> str:
    return client.opened("bsn").decode()


def _make(gesprek: Gesprek, bsn: str) -> Client:
    """Two conversations of one party may meet the same client at the same moment: one of them makes the row."""
    ring = keyring()
    client = Client(party_id=gesprek.party_id, bsn_hash=ring.hashed(bsn))
    client.seal("bsn", bsn.encode())
    made, _ = Client.objects.get_or_create(
        party_id=gesprek.party_id,
        bsn_hash=client.bsn_hash,
        defaults={"id": client.pk, "key_id": client.key_id, "bsn": client.bsn},
    )
    return made
