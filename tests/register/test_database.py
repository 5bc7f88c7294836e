"""Which database; the migrations, from empty and forward; and how the rows lie in it."""

import os
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from ketenwerk.register.models import EigenPartij, Feit, Verzegeld
from ketenwerk.register.rotate import MODELS
from ketenwerk.web.database import database

FOLDER = Path("/gegevens")


def test_without_an_address_the_database_is_a_file():
    made = database("", FOLDER)
    assert made["NAME"] == FOLDER / "ketenwerk.sqlite3"
    assert made["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_an_address_names_a_postgresql():
    made = database("postgresql://jan:p%40s@db.example:5433/keten?sslmode=require", FOLDER)
    named = {name: made[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")}
    assert named == {
        "NAME": "keten",
        "USER": "jan",
        "PASSWORD": "p@s",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 3, "sslmode": "require"},
    }


@pytest.mark.parametrize("url", ["mysql://jan:geheim@db/keten", "postgresql://jan:geheim@db", "geheim"])
def test_another_address_is_refused_without_showing_it(url: str):
    with pytest.raises(ValueError, match="DATABASE_URL") as caught:
        database(url, FOLDER)
    assert "geheim" not in str(caught.value)


def test_the_tests_run_on_the_database_that_was_asked_for():
    expected = "postgresql" if os.environ.get("KETENWERK_TEST_DB") == "postgres" else "sqlite"
    if "DATABASE_URL" in os.environ:
        expected = "postgresql"
    assert connection.vendor == expected


@pytest.mark.django_db
def test_the_models_and_the_migrations_agree():
    call_command("makemigrations", "register", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_lists_read_past_the_large_columns():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps large values apart by itself")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA table_info(register_archiefbericht)")
        columns = [row[1] for row in cursor.fetchall()]
    assert columns[-4:] == ["kern", "judgement", "changes", "payload"]


def test_every_table_with_encrypted_columns_is_known_to_who_replaces_keys():
    def below(cls: type) -> set[type]:
        return {cls, *(each for child in cls.__subclasses__() for each in below(child))}

    made = {cls for cls in below(Verzegeld) if not cls._meta.abstract}
    assert made == set(MODELS)
    for cls in made:
        blobs = {field.name for field in cls._meta.concrete_fields if field.get_internal_type() == "BinaryField"}
        assert blobs == set(cls.SEALED), cls.__name__
    assert Feit._meta.abstract


@pytest.mark.django_db
def test_a_party_is_there_once():
    EigenPartij.objects.create(wet="jw", code="0384", since=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        EigenPartij.objects.create(wet="jw", code="0384", since=timezone.now())
