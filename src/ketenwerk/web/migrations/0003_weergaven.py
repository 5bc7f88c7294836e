"""Lists as somebody wants to see them again; and a list that was taken away is noted."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("web", "0002_toegangssleutels"),)

    operations = (
        migrations.AlterField(
            model_name="inzage",
            name="daad",
            field=models.CharField(
                choices=[
                    ("gelezen", "bericht gelezen, afgedekt"),
                    ("xml", "XML volledig getoond"),
                    ("bericht", "bericht gedownload"),
                    ("antwoord", "antwoord gedownload"),
                    ("client", "cliënt bekeken"),
                    ("traject", "traject bekeken"),
                    ("export", "lijst met BSN geëxporteerd"),
                    ("geweigerd", "geweigerd: geen mandaat"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="Weergave",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lijst", models.CharField(max_length=20)),
                ("naam", models.CharField(max_length=40)),
                ("vraag", models.CharField(blank=True, max_length=400)),
                (
                    "gebruiker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="weergaven", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("gebruiker", "lijst", "naam"), name="weergave_een_keer")],
            },
        ),
    )
