"""The register: parties, conversations, the projection, and what the archive must know to be its ledger."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


def number(apps, schema_editor):
    """Gives what is there its place, in the order in which it came in; it was judged when it was kept."""
    archief = apps.get_model("register", "Archiefbericht")
    rows = archief.objects.order_by("received_at", "pk").only("pk", "received_at")
    for place, row in enumerate(rows.iterator(chunk_size=1000), 1):
        archief.objects.filter(pk=row.pk).update(sequence=place, processed_at=row.received_at, processed_nr=place, counts=False)


def begin_counting(apps, schema_editor):
    """PostgreSQL has several writers at a time: there the numbers come from sequences, after those given out already."""
    if schema_editor.connection.vendor == "postgresql":
        last = apps.get_model("register", "Archiefbericht").objects.count()
        for name in ("register_volgorde", "register_verwerkt"):
            schema_editor.execute(f"CREATE SEQUENCE {name} START {last + 1}")


def stop_counting(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name in ("register_volgorde", "register_verwerkt"):
            schema_editor.execute(f"DROP SEQUENCE {name}")


def blobs_last(apps, schema_editor):
    """Puts the large columns at the end of the row, so that lists read past them. PostgreSQL keeps them apart by itself."""
    if schema_editor.connection.vendor != "sqlite":
        return
    for name, kind in (
        ("kern", "NOT NULL DEFAULT x''"),
        ("judgement", "NOT NULL DEFAULT x''"),
        ("changes", "NULL"),
        ("payload", "NOT NULL DEFAULT x''"),
    ):
        schema_editor.execute(f"ALTER TABLE register_archiefbericht RENAME COLUMN {name} TO {name}_first")
        schema_editor.execute(f"ALTER TABLE register_archiefbericht ADD COLUMN {name} BLOB {kind}")
        schema_editor.execute(f"UPDATE register_archiefbericht SET {name} = {name}_first")  # noqa: S608  names from just above
        schema_editor.execute(f"ALTER TABLE register_archiefbericht DROP COLUMN {name}_first")


class Migration(migrations.Migration):
    dependencies = (("register", "0001_initial"),)

    operations = (
        migrations.CreateModel(
            name="Client",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key_id", models.CharField(editable=False, max_length=16)),
                ("bsn_hash", models.CharField(max_length=64)),
                ("bsn", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Dossier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ],
        ),
        migrations.CreateModel(
            name="EigenPartij",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wet", models.CharField(max_length=3)),
                ("code", models.CharField(max_length=8)),
                ("since", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Gesprek",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wet", models.CharField(max_length=3)),
                ("gemeente", models.CharField(max_length=8)),
                ("aanbieder", models.CharField(max_length=8)),
            ],
        ),
        migrations.CreateModel(
            name="Start",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key_id", models.CharField(editable=False, max_length=16)),
                ("sleutel", models.CharField(max_length=120)),
                ("toewijzing", models.BigIntegerField(null=True)),
                ("begindatum", models.DateField()),
                ("feit", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Stop",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key_id", models.CharField(editable=False, max_length=16)),
                ("sleutel", models.CharField(max_length=120)),
                ("toewijzing", models.BigIntegerField(null=True)),
                ("begindatum", models.DateField()),
                ("einddatum", models.DateField()),
                ("reden", models.CharField(max_length=2)),
                ("feit", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Toewijzingversie",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key_id", models.CharField(editable=False, max_length=16)),
                ("sleutel", models.CharField(max_length=120)),
                ("nummer", models.BigIntegerField(db_index=True)),
                ("toewijzingsdatum", models.DateField()),
                ("toewijzingstijd", models.CharField(max_length=20)),
                ("ingangsdatum", models.DateField()),
                ("einddatum", models.DateField(null=True)),
                ("categorie", models.CharField(blank=True, max_length=2)),
                ("code", models.CharField(blank=True, max_length=5)),
                ("feit", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Verzoek",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key_id", models.CharField(editable=False, max_length=16)),
                ("sleutel", models.CharField(max_length=120)),
                ("referentie", models.CharField(db_index=True, max_length=20)),
                ("soort", models.CharField(max_length=3)),
                ("dagtekening", models.DateField()),
                ("staat", models.CharField(max_length=16)),
                ("feit", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Verzonden",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("afzender", models.CharField(max_length=8)),
                ("bericht_code", models.CharField(max_length=3)),
                ("identificatie", models.CharField(max_length=12)),
                ("soort", models.CharField(max_length=3)),
                ("staat", models.CharField(max_length=16)),
            ],
        ),
        migrations.CreateModel(
            name="Voorval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("nogmaals", "nogmaals bezorgd"),
                            ("verstuurd", "verstuurd"),
                            ("mislukt", "versturen mislukt"),
                            ("poging", "verwerken mislukt"),
                            ("vervallen", "telt niet meer: afgekeurd door de ontvanger"),
                            ("goed", "goedgekeurd door de ontvanger"),
                        ],
                        max_length=10,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=100)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="archiefbericht",
            name="alleen_wat_wij_maken_antwoordt",
        ),
        migrations.AddField(
            model_name="archiefbericht",
            name="approves",
            field=models.BooleanField(null=True),
        ),
        migrations.AddField(
            model_name="archiefbericht",
            name="changes",
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name="archiefbericht",
            name="channel",
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddField(
            model_name="archiefbericht",
            name="counts",
            field=models.BooleanField(null=True),
        ),
        migrations.AddField(
            model_name="archiefbericht",
            name="delivery_id",
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name="archiefbericht",
            name="dispatched_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="archiefbericht",
            name="heenbericht",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="retouren", to="register.archiefbericht"
            ),
        ),
        migrations.AddField(
            model_name="archiefbericht",
            name="processed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="archiefbericht",
            name="processed_nr",
            field=models.BigIntegerField(null=True, unique=True),
        ),
        migrations.AddField(
            model_name="archiefbericht",
            name="retry_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="archiefbericht",
            name="sent_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="archiefbericht",
            name="sequence",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="archiefbericht",
            name="to_send",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="archiefbericht",
            name="source",
            field=models.CharField(
                choices=[
                    ("upload", "geüpload"),
                    ("demo", "demonstratiebericht"),
                    ("example", "officieel voorbeeld"),
                    ("folder", "uit een map"),
                    ("import", "ingelezen uit een oud archief"),
                    ("eigen", "hier gemaakt"),
                    ("keten", "uit de keten"),
                ],
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="archiefbericht",
            name="verdict",
            field=models.CharField(
                choices=[
                    ("accepted", "goed"),
                    ("rejected", "afgekeurd"),
                    ("refused", "geweigerd"),
                    ("waiting", "wacht op beoordeling"),
                ],
                default="waiting",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="dossier",
            name="client",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="dossiers", to="register.client"),
        ),
        migrations.AddField(
            model_name="archiefbericht",
            name="dossier",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="berichten", to="register.dossier"
            ),
        ),
        migrations.AddConstraint(
            model_name="eigenpartij",
            constraint=models.UniqueConstraint(fields=("wet", "code"), name="partij_een_keer"),
        ),
        migrations.AddField(
            model_name="dossier",
            name="party",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="dossiers", to="register.eigenpartij"
            ),
        ),
        migrations.AddField(
            model_name="client",
            name="party",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="clienten", to="register.eigenpartij"
            ),
        ),
        migrations.AddField(
            model_name="archiefbericht",
            name="party",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="berichten", to="register.eigenpartij"
            ),
        ),
        migrations.AddField(
            model_name="gesprek",
            name="party",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="gesprekken", to="register.eigenpartij"
            ),
        ),
        migrations.AddField(
            model_name="dossier",
            name="gesprek",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="dossiers", to="register.gesprek"),
        ),
        migrations.AddField(
            model_name="archiefbericht",
            name="gesprek",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="berichten", to="register.gesprek"
            ),
        ),
        migrations.AddIndex(
            model_name="archiefbericht",
            index=models.Index(fields=["gesprek", "processed_nr"], name="archief_gesprek"),
        ),
        migrations.AddIndex(
            model_name="archiefbericht",
            index=models.Index(
                condition=models.Q(("processed_at__isnull", True)), fields=["gesprek", "sequence"], name="archief_wacht"
            ),
        ),
        migrations.AddIndex(
            model_name="archiefbericht",
            index=models.Index(condition=models.Q(("processed_at__isnull", True)), fields=["sequence"], name="archief_rij"),
        ),
        migrations.AddIndex(
            model_name="archiefbericht",
            index=models.Index(
                condition=models.Q(("sent_at__isnull", True), ("to_send", True)), fields=["sequence"], name="archief_te_sturen"
            ),
        ),
        migrations.AddConstraint(
            model_name="archiefbericht",
            constraint=models.CheckConstraint(
                condition=models.Q(("direction", "uit"), ("answers__isnull", True), _connector="OR"),
                name="alleen_wat_wij_maken_antwoordt",
            ),
        ),
        migrations.AddConstraint(
            model_name="archiefbericht",
            constraint=models.CheckConstraint(
                condition=models.Q(("direction", "in"), ("processed_at__isnull", False), _connector="OR"),
                name="wat_wij_maken_wacht_niet",
            ),
        ),
        migrations.AddConstraint(
            model_name="archiefbericht",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("counts", True), ("gesprek__isnull", False), ("processed_nr__isnull", False)),
                    ("counts", False),
                    ("counts__isnull", True),
                    _connector="OR",
                ),
                name="wat_telt_hoort_ergens",
            ),
        ),
        migrations.AddConstraint(
            model_name="archiefbericht",
            constraint=models.UniqueConstraint(
                condition=models.Q(("delivery_id", ""), _negated=True),
                fields=("channel", "delivery_id", "sha256"),
                name="bezorging_een_keer",
            ),
        ),
        migrations.AddField(
            model_name="start",
            name="bericht",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.archiefbericht"),
        ),
        migrations.AddField(
            model_name="start",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_rijen", to="register.dossier"
            ),
        ),
        migrations.AddField(
            model_name="start",
            name="party",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.eigenpartij"),
        ),
        migrations.AddField(
            model_name="stop",
            name="bericht",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.archiefbericht"),
        ),
        migrations.AddField(
            model_name="stop",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_rijen", to="register.dossier"
            ),
        ),
        migrations.AddField(
            model_name="stop",
            name="party",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.eigenpartij"),
        ),
        migrations.AddField(
            model_name="toewijzingversie",
            name="bericht",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.archiefbericht"),
        ),
        migrations.AddField(
            model_name="toewijzingversie",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_rijen", to="register.dossier"
            ),
        ),
        migrations.AddField(
            model_name="toewijzingversie",
            name="party",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.eigenpartij"),
        ),
        migrations.AddField(
            model_name="verzoek",
            name="bericht",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.archiefbericht"),
        ),
        migrations.AddField(
            model_name="verzoek",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_rijen", to="register.dossier"
            ),
        ),
        migrations.AddField(
            model_name="verzoek",
            name="party",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.eigenpartij"),
        ),
        migrations.AddField(
            model_name="verzonden",
            name="bericht",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.archiefbericht"
            ),
        ),
        migrations.AddField(
            model_name="verzonden",
            name="gesprek",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.gesprek"),
        ),
        migrations.AddField(
            model_name="verzonden",
            name="party",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.eigenpartij"),
        ),
        migrations.AddField(
            model_name="voorval",
            name="bericht",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="voorvallen", to="register.archiefbericht"
            ),
        ),
        migrations.AddField(
            model_name="voorval",
            name="door",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.archiefbericht"
            ),
        ),
        migrations.AddConstraint(
            model_name="client",
            constraint=models.UniqueConstraint(fields=("party", "bsn_hash"), name="client_een_keer"),
        ),
        migrations.AddConstraint(
            model_name="gesprek",
            constraint=models.UniqueConstraint(fields=("party", "gemeente", "aanbieder"), name="gesprek_een_keer"),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.UniqueConstraint(fields=("gesprek", "client"), name="dossier_een_keer"),
        ),
        migrations.AddConstraint(
            model_name="start",
            constraint=models.UniqueConstraint(fields=("dossier", "sleutel"), name="start_een_keer"),
        ),
        migrations.AddConstraint(
            model_name="stop",
            constraint=models.UniqueConstraint(fields=("dossier", "sleutel"), name="stop_een_keer"),
        ),
        migrations.AddConstraint(
            model_name="toewijzingversie",
            constraint=models.UniqueConstraint(fields=("dossier", "sleutel"), name="versie_een_keer"),
        ),
        migrations.AddConstraint(
            model_name="verzoek",
            constraint=models.UniqueConstraint(fields=("dossier", "sleutel"), name="verzoek_een_keer"),
        ),
        migrations.AddConstraint(
            model_name="verzonden",
            constraint=models.UniqueConstraint(
                condition=models.Q(("staat", "afgekeurd"), _negated=True),
                fields=("gesprek", "afzender", "bericht_code", "identificatie"),
                name="identificatie_een_keer",
            ),
        ),
        migrations.RunPython(number, migrations.RunPython.noop),
        migrations.AlterField("archiefbericht", "sequence", models.BigIntegerField(unique=True)),
        migrations.RunPython(blobs_last, migrations.RunPython.noop),
        migrations.RunPython(begin_counting, stop_counting),
    )
