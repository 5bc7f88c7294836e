"""Agreements, product lists, the parties that own parties deal with and what is filled in about them."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("register", "0003_zoeken"),)

    operations = (
        migrations.CreateModel(
            name="Lijstversie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("naam", models.CharField(max_length=80)),
                ("wet", models.CharField(max_length=3)),
                ("at", models.DateTimeField()),
                ("door", models.CharField(max_length=80)),
                ("inhoud", models.JSONField()),
            ],
            options={
                "indexes": [models.Index(fields=["wet", "naam", "-at"], name="productlijst_nieuwste")],
            },
        ),
        migrations.CreateModel(
            name="NietToegepast",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("regels", models.CharField(max_length=200)),
                (
                    "bericht",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="niet_toegepast", to="register.archiefbericht"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Overname",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("door", models.CharField(max_length=80)),
                ("nieuw", models.PositiveIntegerField()),
                ("beeindigd", models.PositiveIntegerField()),
                ("vervangen", models.PositiveIntegerField()),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="overnames", to="register.eigenpartij"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Relatie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kant",
                    models.CharField(
                        choices=[("gemeente", "gemeente"), ("aanbieder", "aanbieder"), ("anders", "andere partij")], max_length=9
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=8)),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="relaties", to="register.eigenpartij"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Opgave",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key_id", models.CharField(editable=False, max_length=16)),
                (
                    "soort",
                    models.CharField(
                        choices=[("gegevens", "gegevens en bereikbaarheid"), ("formulier", "invuldocument aanbieder")],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("door", models.CharField(max_length=80)),
                ("inhoud", models.BinaryField()),
                (
                    "relatie",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="opgaven", to="register.relatie"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Afspraakrij",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wet", models.CharField(max_length=3)),
                ("gemeente", models.CharField(max_length=4)),
                ("aanbieder", models.CharField(blank=True, max_length=8)),
                ("categorie", models.CharField(max_length=2)),
                ("code", models.CharField(max_length=5)),
                ("eenheid", models.CharField(max_length=2)),
                ("van", models.DateField()),
                ("tot", models.DateField(null=True)),
                ("rest", models.JSONField()),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="afspraken", to="register.eigenpartij"
                    ),
                ),
                (
                    "uit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="gebracht", to="register.overname"
                    ),
                ),
                (
                    "vervangen_door",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="vervallen", to="register.overname"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("vervangen_door__isnull", True)),
                        fields=["party", "gemeente", "aanbieder"],
                        name="afspraak_geldt",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="relatie",
            constraint=models.UniqueConstraint(
                condition=models.Q(("code", ""), _negated=True), fields=("party", "code"), name="relatie_een_keer"
            ),
        ),
        migrations.AddIndex(
            model_name="opgave",
            index=models.Index(fields=["relatie", "soort", "-at"], name="opgave_nieuwste"),
        ),
    )
