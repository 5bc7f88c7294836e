"""Claims and their lines, and on each version of an assignment what may be claimed on it."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from ketenwerk.register import facts

TOGETHER = 200
COLUMNS = ("volume", "eenheid", "frequentie", "budget", "reden_wijziging")

_opened = import_module("ketenwerk.register.migrations.0003_zoeken")._opened


def claimable(apps, schema_editor):
    """Fills in what may be claimed on the assignments that are there. One whose bytes were damaged keeps nothing claimable."""
    versies = apps.get_model("register", "Toewijzingversie")
    rows = list(versies.objects.order_by("pk").only("key_id", "feit")[:TOGETHER])
    while rows:
        for row in rows:
            feit = _opened(row, "feit")
            shown = facts.columns(facts.versie(feit)) if feit else {}
            for name in COLUMNS:
                setattr(row, name, shown.get(name, "" if name in ("eenheid", "frequentie", "reden_wijziging") else None))
        versies.objects.bulk_update(rows, COLUMNS, batch_size=50)
        rows = list(versies.objects.order_by("pk").filter(pk__gt=rows[-1].pk).only("key_id", "feit")[:TOGETHER])


class Migration(migrations.Migration):
    dependencies = (("register", "0004_afspraken"),)

    operations = (
        migrations.AddField(
            model_name="eigenpartij",
            name="kijkt_na",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="toewijzingversie",
            name="budget",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="toewijzingversie",
            name="eenheid",
            field=models.CharField(blank=True, default="", max_length=2),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="toewijzingversie",
            name="frequentie",
            field=models.CharField(blank=True, default="", max_length=1),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="toewijzingversie",
            name="reden_wijziging",
            field=models.CharField(blank=True, default="", max_length=2),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="toewijzingversie",
            name="volume",
            field=models.BigIntegerField(null=True),
        ),
        migrations.CreateModel(
            name="Declaratie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nummer", models.CharField(max_length=12)),
                ("periode", models.DateField()),
                ("dagtekening", models.DateField()),
                ("gelezen_op", models.DateField()),
                ("beantwoord_op", models.DateField(null=True)),
                (
                    "staat",
                    models.CharField(
                        choices=[
                            ("open", "wacht op antwoord"),
                            ("beantwoord", "beantwoord"),
                            ("afgewezen", "als geheel afgewezen"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("ingediend", models.BigIntegerField()),
                ("toegekend", models.BigIntegerField(null=True)),
                ("regels", models.PositiveIntegerField()),
                ("afgewezen_regels", models.PositiveIntegerField(default=0)),
                (
                    "antwoord",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="beantwoordt",
                        to="register.archiefbericht",
                    ),
                ),
                (
                    "bericht",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="declaratie", to="register.archiefbericht"
                    ),
                ),
                (
                    "gesprek",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="declaraties", to="register.gesprek"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="declaraties", to="register.eigenpartij"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Declaratieregel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("positie", models.PositiveIntegerField()),
                ("referentie", models.CharField(max_length=20)),
                ("vorig", models.CharField(blank=True, max_length=20)),
                ("toewijzing", models.BigIntegerField()),
                ("categorie", models.CharField(max_length=2)),
                ("code", models.CharField(max_length=5)),
                ("begindatum", models.DateField()),
                ("einddatum", models.DateField()),
                ("volume", models.BigIntegerField()),
                ("eenheid", models.CharField(max_length=2)),
                ("tarief", models.BigIntegerField(null=True)),
                ("bedrag", models.BigIntegerField()),
                ("debet", models.BooleanField()),
                (
                    "staat",
                    models.CharField(
                        choices=[("open", "open"), ("toegekend", "toegekend"), ("afgewezen", "afgewezen")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("gecrediteerd", models.BooleanField(default=False)),
                ("codes", models.CharField(blank=True, max_length=200)),
                (
                    "client",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declaratieregels",
                        to="register.client",
                    ),
                ),
                (
                    "declaratie",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="regel_rijen",
                        to="register.declaratie",
                    ),
                ),
                (
                    "gesprek",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.gesprek",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.eigenpartij",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="declaratie",
            index=models.Index(fields=["gesprek", "periode"], name="declaratie_periode"),
        ),
        migrations.AddIndex(
            model_name="declaratie",
            index=models.Index(fields=["party", "staat", "gelezen_op"], name="declaratie_staat"),
        ),
        migrations.AddIndex(
            model_name="declaratie",
            index=models.Index(fields=["gesprek", "nummer"], name="declaratie_nummer"),
        ),
        migrations.AddIndex(
            model_name="declaratieregel",
            index=models.Index(
                fields=[
                    "toewijzing",
                    "gesprek",
                    "begindatum",
                    "debet",
                    "gecrediteerd",
                    "staat",
                    "categorie",
                    "code",
                    "eenheid",
                    "volume",
                    "bedrag",
                ],
                name="regel_toewijzing",
            ),
        ),
        migrations.AddIndex(
            model_name="declaratieregel",
            index=models.Index(fields=["referentie", "gesprek"], name="regel_referentie"),
        ),
        migrations.AddIndex(
            model_name="declaratieregel",
            index=models.Index(condition=~models.Q(vorig=""), fields=["vorig", "gesprek"], name="regel_credit"),
        ),
        migrations.AddConstraint(
            model_name="declaratieregel",
            constraint=models.UniqueConstraint(fields=("declaratie", "positie"), name="regel_plaats"),
        ),
        migrations.RunPython(claimable, migrations.RunPython.noop),
    )
