"""A provider may claim in minutes what was assigned in hours."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("register", "0011_regelsommen"),)

    operations = (
        migrations.AddField(
            model_name="eigenpartij",
            name="uren_als_minuten",
            field=models.BooleanField(default=False),
        ),
    )
