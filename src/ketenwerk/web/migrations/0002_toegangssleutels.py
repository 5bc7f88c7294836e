"""Keys of access to the API, and what was sent through it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (
        ("register", "0008_betalingen"),
        ("web", "0001_initial"),
    )

    operations = (
        migrations.CreateModel(
            name="Toegangssleutel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("naam", models.CharField(max_length=60)),
                ("begin", models.CharField(max_length=12, unique=True)),
                ("hash", models.CharField(max_length=64)),
                ("alleen_lezen", models.BooleanField(default=False)),
                ("gemaakt_op", models.DateTimeField()),
                ("verloopt_op", models.DateField()),
                ("laatst_gebruikt", models.DateField(null=True)),
                ("ingetrokken_op", models.DateTimeField(null=True)),
                ("ingetrokken_door", models.CharField(blank=True, max_length=60)),
                (
                    "gebruiker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sleutels", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.eigenpartij"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Indiening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("zegel", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                ("berichten", models.JSONField()),
                ("achtergebleven", models.PositiveIntegerField(default=0)),
                (
                    "gesprek",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.gesprek"),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["gesprek", "zegel"], name="indiening_zegel")],
            },
        ),
    )
