"""What messages are found by: columns and marks, filled from the bytes of the messages that are there."""

from collections.abc import Iterator
from importlib import import_module
from itertools import chain

import django.db.models.deletion
import msgspec
from django.db import migrations, models

from ketenwerk.messages.finding import Finding
from ketenwerk.register import facts, kenmerken
from ketenwerk.register.crypto import KeyProblem, keyring

TOGETHER, BYTES_TOGETHER = 200, 8 * 1024 * 1024
"""Messages that are read at a time: so many, or so many bytes of them if that is less."""


def mark(apps, schema_editor):
    """Reads every message once. One whose bytes were damaged keeps no marks; a key that is lacking stops the upgrade."""
    archief, kenmerk = (apps.get_model("register", name) for name in ("Archiefbericht", "Kenmerk"))
    for keys in _portions(archief):
        rows, marks = [], []
        for row in archief.objects.filter(pk__in=keys).only("key_id", "payload", "judgement"):
            data = _opened(row, "payload")
            if data is None:
                continue
            found = kenmerken.read_from(data)
            for name, value in kenmerken.columns(found).items():
                setattr(row, name, value)
            rows.append(row)
            codes = (("code", code) for code in kenmerken.codes_in(_findings(row)))
            pairs = dict.fromkeys(chain(kenmerken.pairs(found), codes))
            marks += [kenmerk(bericht_id=row.pk, soort=soort, waarde=waarde) for soort, waarde in pairs]
        archief.objects.bulk_update(rows, ["identificatie", "bsn_hash"], batch_size=100)
        kenmerk.objects.bulk_create(marks, batch_size=500)


def refer(apps, schema_editor):
    """Fills in which request each version of an assignment answers."""
    versies = apps.get_model("register", "Toewijzingversie")
    rows = list(versies.objects.order_by("pk").only("key_id", "feit")[:TOGETHER])
    while rows:
        for row in rows:
            feit = _opened(row, "feit")
            row.referentie = (facts.versie(feit).product.referentie_aanbieder or "") if feit else ""
        versies.objects.bulk_update([row for row in rows if row.referentie], ["referentie"], batch_size=100)
        rows = list(versies.objects.order_by("pk").filter(pk__gt=rows[-1].pk).only("key_id", "feit")[:TOGETHER])


def _portions(archief) -> Iterator[list]:
    """The keys of all messages in portions that fit in memory."""
    last, keys, size = 0, [], 0
    while rows := list(
        archief.objects.filter(sequence__gt=last).order_by("sequence").values_list("sequence", "pk", "size")[:1000]
    ):
        last = rows[-1][0]
        for _, pk, large in rows:
            if keys and (len(keys) == TOGETHER or size + large > BYTES_TOGETHER):
                yield keys
                keys, size = [], 0
            keys.append(pk)
            size += large
    if keys:
        yield keys


def _opened(row, column: str) -> bytes | None:
    ring = keyring()
    if row.key_id not in ring.keys:
        raise KeyProblem(
            f"Sleutel {row.key_id} ontbreekt. Zet die terug en start opnieuw: de berichten worden dan vindbaar gemaakt"
        )
    try:
        return ring.open(bytes(getattr(row, column)), f"{row._meta.db_table}/{row.pk}/{column}", row.key_id)
    except KeyProblem:
        return None


def _findings(row) -> list[Finding]:
    data = _opened(row, "judgement")
    return msgspec.json.decode(data, type=list[Finding]) if data else []


def found_by(longest: int) -> models.CharField:
    return models.CharField(blank=True, db_index=True, default="", max_length=longest)


class Migration(migrations.Migration):
    dependencies = (("register", "0002_register"),)

    operations = (
        migrations.DeleteModel("Inzage"),
        migrations.AddField("archiefbericht", "identificatie", found_by(20), preserve_default=False),
        migrations.AddField("archiefbericht", "bsn_hash", found_by(64), preserve_default=False),
        migrations.AddField("toewijzingversie", "referentie", found_by(20), preserve_default=False),
        migrations.RunPython(import_module("ketenwerk.register.migrations.0002_register").blobs_last, migrations.RunPython.noop),
        migrations.CreateModel(
            name="Kenmerk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("bsn", "BSN"),
                            ("verwijzing", "referentie, toewijzing of nummer"),
                            ("code", "regel of retourcode"),
                        ],
                        max_length=10,
                    ),
                ),
                ("waarde", models.CharField(max_length=64)),
                (
                    "bericht",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="kenmerken", to="register.archiefbericht"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            "kenmerk", models.UniqueConstraint(fields=("soort", "waarde", "bericht"), name="kenmerk_een_keer")
        ),
        migrations.AddIndex("verzonden", models.Index(fields=["afzender", "identificatie"], name="verzonden_naam")),
        # Last, for PostgreSQL changes no table in which the same transaction has written rows that refer to others.
        migrations.RunPython(mark, migrations.RunPython.noop),
        migrations.RunPython(refer, migrations.RunPython.noop),
    )
