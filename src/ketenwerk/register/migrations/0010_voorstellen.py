"""What the answer on a claim that waits would say, kept for its pages."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("register", "0009_declareren"),)

    operations = (
        migrations.CreateModel(
            name="Voorstel",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key_id", models.CharField(editable=False, max_length=16)),
                ("at", models.DateTimeField(null=True)),
                ("begonnen_op", models.DateTimeField(null=True)),
                ("verwerkt", models.BigIntegerField(default=0)),
                ("beantwoord", models.PositiveIntegerField(default=0)),
                ("afgesproken", models.BigIntegerField(default=0)),
                ("gegevens_van", models.DateTimeField(null=True)),
                ("versie", models.CharField(blank=True, max_length=20)),
                ("toegekend", models.BigIntegerField(default=0)),
                ("afgewezen_regels", models.PositiveIntegerField(default=0)),
                ("geheel_afgewezen", models.BooleanField(default=False)),
                ("groepen", models.TextField(blank=True)),
                ("bevindingen", models.BinaryField()),
                (
                    "declaratie",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="voorstel", to="register.declaratie"
                    ),
                ),
            ],
            options={"abstract": False},
        ),
    )
