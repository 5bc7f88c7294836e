"""What stands on each assignment, added up as claims come in: reading it costs the same after one month and after fifty.

The sums follow from the lines alone. A claim that comes in is added to them; where a line that stood is rejected or credited,
those of its assignment are added up anew.
"""

from collections.abc import Collection
from typing import Any, Final

from django.db import connection

from ketenwerk.ledger.declaraties import AFGEWEZEN

from .lists import among
from .models import Declaratie, Declaratieregel, Gesprek, Regelsom

_TABLE: Final = Regelsom._meta.db_table
_REGEL: Final = Declaratieregel._meta.db_table
_KEY: Final = "gesprek_id, toewijzing, categorie, code, eenheid"
_ADDED: Final = f"""
    INSERT INTO {_TABLE} ({_KEY}, volume, bedrag) SELECT {_KEY}, SUM(volume), SUM(bedrag) FROM {_REGEL}
    WHERE {{of}} AND debet AND NOT gecrediteerd AND staat <> %s GROUP BY {_KEY}
    ON CONFLICT ({_KEY}) DO UPDATE SET volume = {_TABLE}.volume + excluded.volume, bedrag = {_TABLE}.bedrag + excluded.bedrag
"""  # noqa: S608  names from the models alone
_GONE: Final = f"DELETE FROM {_TABLE} WHERE gesprek_id = %s AND {{among}}"  # noqa: S608  names from the models alone
_ALL_GONE: Final = f"DELETE FROM {_TABLE} WHERE gesprek_id = %s"  # noqa: S608  names from the models alone
_READ: Final = f"""
    SELECT toewijzing, categorie, code, eenheid, volume, bedrag FROM {_TABLE} WHERE gesprek_id = %s AND {{among}}
"""  # noqa: S608  names from the models alone


def add(declaratie: Declaratie) -> None:
    """Adds the lines of a claim that just came in."""
    with connection.cursor() as cursor:
        cursor.execute(_ADDED.format(of="declaratie_id = %s"), [declaratie.pk, AFGEWEZEN])


def again(gesprek: Gesprek, nummers: Collection[int]) -> None:
    """Adds up anew what stands on these assignments, after something of it changed."""
    if not nummers:
        return
    condition, listed = among("toewijzing", nummers)
    with connection.cursor() as cursor:
        cursor.execute(_GONE.format(among=condition), [gesprek.pk, listed])
        cursor.execute(_ADDED.format(of=f"gesprek_id = %s AND {condition}"), [gesprek.pk, listed, AFGEWEZEN])


def throw_away(gesprek: Gesprek) -> None:
    """Empties those of a conversation."""
    with connection.cursor() as cursor:
        cursor.execute(_ALL_GONE, [gesprek.pk])


def of(gesprek: Gesprek, nummers: Collection[int]) -> list[tuple[Any, ...]]:
    """What stands on these assignments: assignment, category, code, unit, volume, eurocents."""
    condition, listed = among("toewijzing", nummers)
    with connection.cursor() as cursor:
        cursor.execute(_READ.format(among=condition), [gesprek.pk, listed])
        return cursor.fetchall()
