"""Writes new rows as they are, without asking anything back: making a query from objects costs more than the database does."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from django.db import connection, models

Fields = tuple["models.Field[Any, Any]", ...]


def insert(rows: Sequence[models.Model], *, ignore_known: bool = False) -> int:
    """Inserts rows of one table; a number that the database gives is not read back. Says how many came in.

    With `ignore_known` a row that a unique constraint knows already is left out instead of raising IntegrityError.
    """
    if not rows:
        return 0
    fields = _fields(type(rows[0]))
    sql = _statement(type(rows[0]), fields) + (" ON CONFLICT DO NOTHING" if ignore_known else "")
    values = [list(_values(fields, row)) for row in rows]
    with connection.cursor() as cursor:
        if len(values) == 1:
            cursor.execute(sql, values[0])
        else:
            cursor.executemany(sql, values)
        return int(cursor.rowcount)


@cache
def _fields(table: type[models.Model]) -> Fields:
    return tuple(field for field in table._meta.concrete_fields if not isinstance(field, models.AutoField))


def _statement(table: type[models.Model], fields: Fields) -> str:
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {quote(table._meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608  names from the model alone


def _values(fields: Fields, row: models.Model) -> Iterator[Any]:
    for field in fields:
        yield field.get_db_prep_save(getattr(row, field.attname), connection)
