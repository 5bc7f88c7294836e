"""What stands on each assignment, added up as claims come in; an index of claim lines that is smaller for it."""

import django.db.models.deletion
from django.db import migrations, models

_KEY = "gesprek_id, toewijzing, categorie, code, eenheid"
_FILL = f"""
    INSERT INTO register_regelsom ({_KEY}, volume, bedrag) SELECT {_KEY}, SUM(volume), SUM(bedrag) FROM register_declaratieregel
    WHERE debet AND NOT gecrediteerd AND staat <> 'afgewezen' GROUP BY {_KEY}
"""  # noqa: S608  names of ours alone


class Migration(migrations.Migration):
    dependencies = (("register", "0010_voorstellen"),)

    operations = (
        migrations.CreateModel(
            name="Regelsom",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "toewijzing",
                        "gesprek",
                        "categorie",
                        "code",
                        "eenheid",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("toewijzing", models.BigIntegerField()),
                (
                    "gesprek",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="register.gesprek",
                    ),
                ),
                ("categorie", models.CharField(max_length=2)),
                ("code", models.CharField(max_length=5)),
                ("eenheid", models.CharField(max_length=2)),
                ("volume", models.BigIntegerField()),
                ("bedrag", models.BigIntegerField()),
            ],
        ),
        migrations.RunSQL(_FILL, migrations.RunSQL.noop),
        migrations.RemoveIndex(model_name="declaratieregel", name="regel_toewijzing"),
        migrations.AlterField(
            model_name="declaratieregel",
            name="client",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="declaratieregels",
                to="register.client",
            ),
        ),
        migrations.AddIndex(
            model_name="declaratieregel",
            index=models.Index(fields=["toewijzing", "gesprek", "begindatum"], name="regel_toewijzing"),
        ),
    )
