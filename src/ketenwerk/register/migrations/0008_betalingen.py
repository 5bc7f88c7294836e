"""Payment of granted claims: accounts, terms and batches."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("register", "0007_regelbesluiten"),)

    operations = (
        migrations.AlterField(
            model_name="opgave",
            name="soort",
            field=models.CharField(
                choices=[
                    ("gegevens", "gegevens en bereikbaarheid"),
                    ("formulier", "invuldocument aanbieder"),
                    ("rekening", "bankrekening"),
                    ("afschrift", "kopie bankafschrift"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="Betaalbatch",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key_id", models.CharField(editable=False, max_length=16)),
                ("nummer", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("door", models.CharField(max_length=80)),
                ("vervalt_tot", models.DateField()),
                ("uitvoering", models.DateField()),
                ("totaal", models.BigIntegerField()),
                ("aantal", models.PositiveIntegerField()),
                (
                    "staat",
                    models.CharField(
                        choices=[("klaar", "klaar om te versturen"), ("verstuurd", "verstuurd"), ("ingetrokken", "ingetrokken")],
                        default="klaar",
                        max_length=11,
                    ),
                ),
                ("gewijzigd_op", models.DateTimeField(null=True)),
                ("gewijzigd_door", models.CharField(blank=True, max_length=80)),
                ("bestand", models.BinaryField()),
                ("opdrachten", models.BinaryField()),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="betaalbatches", to="register.eigenpartij"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Betaalregel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("aanbieder", models.CharField(max_length=8)),
                ("nummer", models.CharField(max_length=12)),
                ("bedrag", models.BigIntegerField()),
                ("vervallen", models.BooleanField(default=False)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="regels", to="register.betaalbatch"
                    ),
                ),
                (
                    "bericht",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="betaalregels", to="register.archiefbericht"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Betaalrekening",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key_id", models.CharField(editable=False, max_length=16)),
                ("at", models.DateTimeField()),
                ("door", models.CharField(max_length=80)),
                ("inhoud", models.BinaryField()),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="betaalrekeningen", to="register.eigenpartij"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Betaaltermijnrij",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ander", models.CharField(blank=True, max_length=8)),
                ("dagen", models.PositiveSmallIntegerField()),
                ("vanaf", models.CharField(choices=[("ontvangst", "ontvangst"), ("toekenning", "toekenning")], max_length=10)),
                ("van", models.DateField()),
                ("at", models.DateTimeField()),
                ("door", models.CharField(max_length=80)),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="betaaltermijnen", to="register.eigenpartij"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="betaalbatch",
            constraint=models.UniqueConstraint(fields=("party", "nummer"), name="betaalbatch_nummer"),
        ),
        migrations.AddConstraint(
            model_name="betaalregel",
            constraint=models.UniqueConstraint(
                condition=models.Q(("vervallen", False)), fields=("bericht",), name="betaald_een_keer"
            ),
        ),
        migrations.AddIndex(
            model_name="betaalrekening",
            index=models.Index(fields=["party", "-at"], name="betaalrekening_nieuwste"),
        ),
        migrations.AddConstraint(
            model_name="betaaltermijnrij",
            constraint=models.UniqueConstraint(fields=("party", "ander", "van"), name="betaaltermijn_een_keer"),
        ),
    )
