"""Users, their mandates, and what they looked at."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = (("register", "0002_register"),)

    operations = (
        migrations.CreateModel(
            name="Gebruiker",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("naam", models.CharField(max_length=60, unique=True)),
                ("weergave", models.CharField(max_length=80)),
                ("is_active", models.BooleanField(default=True)),
                ("moet_wijzigen", models.BooleanField(default=False)),
                ("since", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Aanmeldpoging",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("naam_hash", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["naam_hash", "at"], name="aanmeldpoging_naam")],
            },
        ),
        migrations.CreateModel(
            name="Inbreng",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "bericht",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="inbreng", to="register.archiefbericht"
                    ),
                ),
                (
                    "gebruiker",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Inzage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_index=True)),
                (
                    "daad",
                    models.CharField(
                        choices=[
                            ("gelezen", "bericht gelezen, afgedekt"),
                            ("xml", "XML volledig getoond"),
                            ("bericht", "bericht gedownload"),
                            ("antwoord", "antwoord gedownload"),
                            ("client", "cliënt bekeken"),
                            ("traject", "traject bekeken"),
                            ("geweigerd", "geweigerd: geen mandaat"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "bericht",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ingezien",
                        to="register.archiefbericht",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="ingezien", to="register.client"
                    ),
                ),
                (
                    "gebruiker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="inzages", to=settings.AUTH_USER_MODEL
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
            name="Mandaat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "rol",
                    models.CharField(
                        choices=[
                            ("backofficemedewerker", "Backofficemedewerker"),
                            ("toegang", "Toegang"),
                            ("contractmanager", "Contractmanager"),
                            ("controller", "Controller"),
                            ("zorgadministrateur", "Zorgadministrateur"),
                            ("vrijgevestigde", "Vrijgevestigde"),
                            ("beheerder", "Beheerder"),
                            ("auditor", "Auditor"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "gebruiker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mandaten", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="mandaten", to="register.eigenpartij"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("gebruiker", "party", "rol"), name="mandaat_een_keer"),
                    models.UniqueConstraint(
                        condition=models.Q(("party__isnull", True)), fields=("gebruiker", "rol"), name="mandaat_zonder_partij"
                    ),
                ],
            },
        ),
    )
