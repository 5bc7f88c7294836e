"""Who goes first: numbers that order the archive, and the locks that keep one conversation to one hand.

SQLite has one writer at a time (every transaction here begins IMMEDIATE), so its locks come by themselves. PostgreSQL has
several.
"""

from django.db import connection

from .models import Archiefbericht, Gesprek

_RECEIPT = 7301
"""Advisory lock of who takes a message in: numbers are given in the order in which they become visible."""
_NUMBERS = 7302
"""Class of the advisory locks on the assignment numbers of one party (TR332)."""
_NAMES = 7303
"""Class of the advisory locks on the names of messages and requests of one party (TR056, TR347)."""


def next_received() -> int:
    """Place of a message that comes in. Holds off other receipts until this transaction ends, so keep that short."""
    if _several_writers():
        _query("SELECT pg_advisory_xact_lock(%s)", _RECEIPT)
    return next_made()


def next_made() -> int:
    """Place of a message that is made here: unique, and nobody waits for it."""
    if _several_writers():
        return _query("SELECT nextval('register_volgorde')")
    return _after("sequence")


def next_processed() -> int:
    """Place in the order in which messages take effect. Grows within a conversation, because its turn is held."""
    if _several_writers():
        return _query("SELECT nextval('register_verwerkt')")
    return _after("processed_nr")


def take_turn(gesprek: Gesprek) -> None:
    """Waits for the turn of this conversation and holds it until the transaction ends."""
    if _several_writers():
        _query(f"SELECT id FROM {Gesprek._meta.db_table} WHERE id = %s FOR NO KEY UPDATE", gesprek.pk)  # noqa: S608  names from the models alone


def hold_numbers(gesprek: Gesprek) -> None:
    """Holds the assignment numbers of the party: two conversations cannot give out the same one at the same time."""
    if _several_writers():
        _query("SELECT pg_advisory_xact_lock(%s, %s)", _NUMBERS, gesprek.party_id)


def hold_names(gesprek: Gesprek) -> None:
    """Holds the names of what the party sends: to two others it cannot use the same one at the same time."""
    if _several_writers():
        _query("SELECT pg_advisory_xact_lock(%s, %s)", _NAMES, gesprek.party_id)


def _several_writers() -> bool:
    return connection.vendor == "postgresql"


def _query(sql: str, *values: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found = cursor.fetchone()[0]
    return int(found or 0)


def _after(column: str) -> int:
    return _query(f"SELECT MAX({column}) FROM {Archiefbericht._meta.db_table}") + 1  # noqa: S608  names from just above
