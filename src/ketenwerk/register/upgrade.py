"""Brings the database up to date. Several processes may start at once: one does it, the others wait and find it done."""

from django.core.management import call_command
from django.db import connection

_LOCK = 7300


def upgrade() -> None:
    if connection.vendor != "postgresql":
        call_command("migrate", interactive=False, verbosity=0)
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            call_command("migrate", interactive=False, verbosity=0)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
