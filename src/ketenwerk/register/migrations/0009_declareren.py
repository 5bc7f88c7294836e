"""Until when is claimed, absence of a client, a tariff below a maximum, and questions about a claim."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("register", "0008_betalingen"),)

    operations = (
        migrations.AddField(
            model_name="levering",
            name="afwezig",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="voorval",
            name="soort",
            field=models.CharField(
                choices=[
                    ("nogmaals", "nogmaals bezorgd"),
                    ("verstuurd", "verstuurd"),
                    ("mislukt", "versturen mislukt"),
                    ("poging", "verwerken mislukt"),
                    ("vervallen", "telt niet meer: afgekeurd door de ontvanger"),
                    ("goed", "goedgekeurd door de ontvanger"),
                    ("technisch", "technisch afgekeurd onderweg"),
                    ("opnieuw", "hetzelfde bestand opnieuw aangeboden"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="Contactmoment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key_id", models.CharField(editable=False, max_length=16)),
                (
                    "aanleiding",
                    models.CharField(
                        choices=[("tarief", "ander tarief dan afgesproken"), ("vraag", "vraag over de declaratie")], max_length=6
                    ),
                ),
                ("regels", models.PositiveIntegerField(default=0)),
                ("at", models.DateTimeField()),
                ("door", models.CharField(max_length=80)),
                ("vraag", models.BinaryField()),
                ("gedaan_op", models.DateTimeField(null=True)),
                ("gedaan_door", models.CharField(blank=True, max_length=80)),
                ("uitkomst", models.BinaryField(null=True)),
                (
                    "bericht",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contactmomenten", to="register.archiefbericht"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contactmomenten", to="register.eigenpartij"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("gedaan_op__isnull", True)), fields=["party", "at"], name="contact_open"),
                    models.Index(
                        condition=models.Q(("gedaan_op__isnull", False)), fields=["party", "-gedaan_op"], name="contact_gedaan"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("aanleiding", "tarief")),
                        fields=("bericht", "aanleiding"),
                        name="contact_tarief_een_keer",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Declaratietermijnrij",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ander", models.CharField(blank=True, max_length=8)),
                ("categorie", models.CharField(blank=True, max_length=2)),
                (
                    "vanaf",
                    models.CharField(
                        choices=[("maand", "maand"), ("periode", "periode"), ("toewijzing", "toewijzing")], max_length=10
                    ),
                ),
                ("dagen", models.PositiveSmallIntegerField()),
                ("van", models.DateField()),
                ("at", models.DateTimeField()),
                ("door", models.CharField(max_length=80)),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="declaratietermijnen", to="register.eigenpartij"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("vanaf", "toewijzing"), _negated=True),
                        fields=("party", "ander", "categorie", "van"),
                        name="declaratietermijn_een_keer",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("vanaf", "toewijzing")),
                        fields=("party", "ander", "categorie", "van"),
                        name="declaratietermijn_late_toewijzing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Gekozentarief",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key_id", models.CharField(editable=False, max_length=16)),
                ("toewijzing", models.BigIntegerField()),
                ("van", models.DateField()),
                ("at", models.DateTimeField()),
                ("door", models.CharField(max_length=80)),
                ("inhoud", models.BinaryField()),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="gekozen_tarieven", to="register.client"
                    ),
                ),
                (
                    "gesprek",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="gekozen_tarieven", to="register.gesprek"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="gekozen_tarieven", to="register.eigenpartij"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("gesprek", "client", "toewijzing", "van"), name="gekozen_tarief_een_keer")
                ],
            },
        ),
        migrations.CreateModel(
            name="Kalenderrij",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("gemeente", models.CharField(max_length=4)),
                ("periode", models.DateField()),
                ("indienen", models.DateField()),
                ("verwerking", models.DateField(null=True)),
                ("betaling", models.DateField(null=True)),
                ("at", models.DateTimeField()),
                ("door", models.CharField(max_length=80)),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="declaratiekalender", to="register.eigenpartij"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("party", "gemeente", "periode"), name="kalender_een_keer")],
            },
        ),
    )
