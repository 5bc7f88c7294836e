"""What a person decided on a line of a claim before its answer left."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("register", "0006_leveringen"),)

    operations = (
        migrations.CreateModel(
            name="Regelbesluit",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key_id", models.CharField(editable=False, max_length=16)),
                ("positie", models.PositiveIntegerField()),
                ("soort", models.CharField(choices=[("weigeren", "afwijzen"), ("vasthouden", "vastgehouden")], max_length=10)),
                ("code", models.CharField(blank=True, max_length=4)),
                ("at", models.DateTimeField()),
                ("door", models.CharField(max_length=80)),
                ("ingetrokken_op", models.DateTimeField(null=True)),
                ("ingetrokken_door", models.CharField(blank=True, max_length=80)),
                ("toelichting", models.BinaryField()),
                (
                    "bericht",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="regelbesluiten", to="register.archiefbericht"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.eigenpartij"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ingetrokken_op__isnull", True)),
                        fields=("bericht", "positie"),
                        name="regelbesluit_een_keer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("soort", "weigeren"), models.Q(("code", ""), _negated=True)),
                            models.Q(("code", ""), ("soort", "vasthouden")),
                            _connector="OR",
                        ),
                        name="alleen_weigeren_heeft_een_code",
                    ),
                ],
            },
        ),
    )
