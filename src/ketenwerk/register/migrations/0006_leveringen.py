"""What providers of ours delivered, and the numbers that their claims are given."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("register", "0005_declaraties"),)

    operations = (
        migrations.CreateModel(
            name="Invoer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key_id", models.CharField(editable=False, max_length=16)),
                ("at", models.DateTimeField()),
                ("door", models.CharField(max_length=80)),
                ("naam", models.BinaryField()),
                ("inhoud", models.BinaryField(null=True)),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="leveringinvoer", to="register.eigenpartij"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Levering",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("toewijzing", models.BigIntegerField()),
                ("categorie", models.CharField(max_length=2)),
                ("code", models.CharField(max_length=5)),
                ("datum", models.DateField()),
                ("hoeveelheid", models.BigIntegerField()),
                ("eenheid", models.CharField(max_length=2)),
                ("kenmerk", models.CharField(max_length=80)),
                ("referentie", models.CharField(blank=True, max_length=20)),
                ("open", models.BooleanField(default=True)),
                ("vervallen", models.BooleanField(default=False)),
                (
                    "bericht",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leveringen",
                        to="register.archiefbericht",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leveringen",
                        to="register.client",
                    ),
                ),
                (
                    "gesprek",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leveringen",
                        to="register.gesprek",
                    ),
                ),
                (
                    "invoer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="leveringen", to="register.invoer"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leveringen",
                        to="register.eigenpartij",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Teller",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("declaratie", models.PositiveIntegerField(default=0)),
                ("regel", models.PositiveBigIntegerField(default=0)),
                (
                    "party",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="teller", to="register.eigenpartij"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="invoer",
            index=models.Index(fields=["party", "at"], name="invoer_partij"),
        ),
        migrations.AddIndex(
            model_name="levering",
            index=models.Index(fields=["party", "datum"], name="levering_datum"),
        ),
        migrations.AddIndex(
            model_name="levering",
            index=models.Index(fields=["gesprek", "toewijzing", "datum"], name="levering_toewijzing"),
        ),
        migrations.AddIndex(
            model_name="levering",
            index=models.Index(
                condition=models.Q(("referentie", ""), _negated=True), fields=["gesprek", "referentie"], name="levering_regel"
            ),
        ),
        migrations.AddIndex(
            model_name="levering",
            index=models.Index(condition=models.Q(("open", True)), fields=["party", "gesprek", "datum"], name="levering_open"),
        ),
        migrations.AddConstraint(
            model_name="levering",
            constraint=models.UniqueConstraint(fields=("party", "kenmerk"), name="levering_een_keer"),
        ),
    )
