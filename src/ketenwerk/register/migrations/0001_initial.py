"""The first tables of the archive. The large encrypted columns stand last, so that lists read past them."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = ()

    operations = (
        migrations.CreateModel(
            name="Zending",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key_id", models.CharField(editable=False, max_length=16)),
                ("received_at", models.DateTimeField()),
                ("skipped", models.BinaryField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Archiefbericht",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key_id", models.CharField(editable=False, max_length=16)),
                ("received_at", models.DateTimeField(db_index=True)),
                ("direction", models.CharField(choices=[("in", "ontvangen"), ("uit", "gemaakt")], max_length=3)),
                ("type_name", models.CharField(blank=True, max_length=6)),
                ("wet", models.CharField(blank=True, max_length=3)),
                ("number", models.CharField(blank=True, max_length=3)),
                ("sender", models.CharField(blank=True, db_index=True, max_length=8)),
                ("receiver", models.CharField(blank=True, db_index=True, max_length=8)),
                (
                    "verdict",
                    models.CharField(
                        choices=[("accepted", "goed"), ("rejected", "afgekeurd"), ("refused", "geweigerd")], max_length=8
                    ),
                ),
                ("findings_count", models.PositiveIntegerField(default=0)),
                ("signals_count", models.PositiveIntegerField(default=0)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("upload", "geüpload"),
                            ("demo", "demonstratiebericht"),
                            ("example", "officieel voorbeeld"),
                            ("folder", "uit een map"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "zending",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="berichten", to="register.zending"
                    ),
                ),
                (
                    "duplicate_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duplicates",
                        to="register.archiefbericht",
                    ),
                ),
                (
                    "answers",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="antwoord",
                        to="register.archiefbericht",
                    ),
                ),
                ("kern", models.BinaryField()),
                ("judgement", models.BinaryField()),
                ("payload", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Inzage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("xml", "XML volledig getoond"),
                            ("bericht", "bericht gedownload"),
                            ("antwoord", "antwoord gedownload"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "bericht",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="inzages", to="register.archiefbericht"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="archiefbericht",
            index=models.Index(fields=["direction", "-received_at"], name="archief_lijst"),
        ),
        migrations.AddIndex(
            model_name="archiefbericht",
            index=models.Index(fields=["direction", "verdict"], name="archief_oordeel"),
        ),
        migrations.AddConstraint(
            model_name="archiefbericht",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answers__isnull", True), ("direction", "in")),
                    models.Q(("answers__isnull", False), ("direction", "uit")),
                    _connector="OR",
                ),
                name="alleen_wat_wij_maken_antwoordt",
            ),
        ),
    )
