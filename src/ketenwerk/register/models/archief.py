"""The archive's tables. What was written stays: a column is filled once, and what happens later is a row of its own."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, models, transaction

from .partijen import EigenPartij, Gesprek
from .verzegeld import Verzegeld


class Richting(models.TextChoices):
    IN = "in", "ontvangen"
    UIT = "uit", "gemaakt"


class Bron(models.TextChoices):
    """How a message reached us."""

    UPLOAD = "upload", "geüpload"
    DEMO = "demo", "demonstratiebericht"
    EXAMPLE = "example", "officieel voorbeeld"
    FOLDER = "folder", "uit een map"
    IMPORT = "import", "ingelezen uit een oud archief"
    EIGEN = "eigen", "hier gemaakt"
    KETEN = "keten", "uit de keten"


class Oordeel(models.TextChoices):
    """The verdict on a message; the stored words are those of the interfaces. `WAITING`: kept, not judged yet."""

    ACCEPTED = "accepted", "goed"
    REJECTED = "rejected", "afgekeurd"
    REFUSED = "refused", "geweigerd"
    WAITING = "waiting", "wacht op beoordeling"


class Zending(Verzegeld):
    """One upload: what came in together. `skipped` names the files that were not taken in and why (encrypted)."""

    SEALED = ("skipped",)

    received_at = models.DateTimeField()
    skipped = models.BinaryField()


class Archiefbericht(Verzegeld):
    """A message as it was received or made. The encrypted columns stand last, so that lists read past them.

    Written when it is kept: the bytes, their envelope (`channel`, `delivery_id`, `dispatched_at`), to whom it belongs (`party`
    and `gesprek`, null for what is addressed to nobody of ours) and its place in the order of all (`sequence`).
    Written once, when it is dealt with: `processed_at` and `processed_nr` (the order in which messages took effect), the verdict,
    the findings, whether it `counts` in the ledger and for which `dossier`, and what it changed.
    A return message points at its `heenbericht` and says whether it `approves`; what we made at the message that it `answers`.
    `kern` holds the file name and the first finding (both may be personal); `judgement` the whole judgement; `payload` the bytes
    as they came; `changes` what it changed.
    It is found by its `identificatie`, by `bsn_hash` (keyed; "" where it names no client or several) and by its `Kenmerk` rows.
    """

    SEALED = ("kern", "judgement", "payload", "changes")
    to_mark: Iterable[tuple[str, str]] = ()
    """Kind and value of marks that are written with the next save, so that no row is without its marks."""

    received_at = models.DateTimeField(db_index=True)
    sequence = models.BigIntegerField(unique=True)
    direction = models.CharField(max_length=3, choices=Richting)
    party = models.ForeignKey(EigenPartij, null=True, on_delete=models.PROTECT, related_name="berichten")
    gesprek = models.ForeignKey(Gesprek, null=True, on_delete=models.PROTECT, related_name="berichten")
    channel = models.CharField(max_length=16, blank=True)
    delivery_id = models.CharField(max_length=100, blank=True)
    dispatched_at = models.DateTimeField(null=True)
    type_name = models.CharField(max_length=6, blank=True)  # JW305; empty when the type could not be recognised
    wet = models.CharField(max_length=3, blank=True)
    number = models.CharField(max_length=3, blank=True)
    sender = models.CharField(max_length=8, blank=True, db_index=True)
    receiver = models.CharField(max_length=8, blank=True, db_index=True)
    identificatie = models.CharField(max_length=20, blank=True, db_index=True)
    bsn_hash = models.CharField(max_length=64, blank=True, db_index=True)
    verdict = models.CharField(max_length=8, choices=Oordeel, default=Oordeel.WAITING)
    findings_count = models.PositiveIntegerField(default=0)
    signals_count = models.PositiveIntegerField(default=0)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    source = models.CharField(max_length=8, choices=Bron)
    zending = models.ForeignKey(Zending, null=True, on_delete=models.PROTECT, related_name="berichten")
    duplicate_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="duplicates")
    answers = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="antwoord")
    processed_at = models.DateTimeField(null=True)
    processed_nr = models.BigIntegerField(null=True, unique=True)
    counts = models.BooleanField(null=True)
    dossier = models.ForeignKey("register.Dossier", null=True, on_delete=models.PROTECT, related_name="berichten")
    heenbericht = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="retouren")
    approves = models.BooleanField(null=True)
    to_send = models.BooleanField(default=False)
    sent_at = models.DateTimeField(null=True)
    retry_at = models.DateTimeField(null=True)  # only for the worker: not before this moment, after an attempt that failed
    kern = models.BinaryField()
    judgement = models.BinaryField()
    changes = models.BinaryField(null=True)
    payload = models.BinaryField()

    class Meta:
        indexes = (
            models.Index(fields=["direction", "-received_at"], name="archief_lijst"),
            models.Index(fields=["direction", "verdict"], name="archief_oordeel"),
            models.Index(fields=["gesprek", "processed_nr"], name="archief_gesprek"),
            # What we make is dealt with from the start, so these hold what came in and waits.
            models.Index(fields=["gesprek", "sequence"], name="archief_wacht", condition=models.Q(processed_at__isnull=True)),
            models.Index(fields=["sequence"], name="archief_rij", condition=models.Q(processed_at__isnull=True)),
            models.Index(fields=["sequence"], name="archief_te_sturen", condition=models.Q(to_send=True, sent_at__isnull=True)),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(direction="uit") | models.Q(answers__isnull=True), name="alleen_wat_wij_maken_antwoordt"
            ),
            models.CheckConstraint(
                condition=models.Q(direction="in") | models.Q(processed_at__isnull=False), name="wat_wij_maken_wacht_niet"
            ),
            models.CheckConstraint(
                condition=models.Q(counts=True, gesprek__isnull=False, processed_nr__isnull=False)
                | models.Q(counts=False)
                | models.Q(counts__isnull=True),
                name="wat_telt_hoort_ergens",
            ),
            # The same envelope once; other bytes under the same number are another message, and nothing is lost.
            models.UniqueConstraint(
                fields=["channel", "delivery_id", "sha256"], name="bezorging_een_keer", condition=~models.Q(delivery_id="")
            ),
        )

    def save(self, **options: Any) -> None:
        """Writes the row and the marks that wait for it, both or neither."""
        if not self.to_mark:
            super().save(**options)
            return
        with transaction.atomic(savepoint=False):
            super().save(**options)
            self._write_marks()
        self.to_mark = ()

    def _write_marks(self) -> None:
        """Many at once: as objects they would cost more than judging the message that they are of."""
        own = Archiefbericht._meta.pk.get_db_prep_value(self.pk, connection)
        sql = f"INSERT INTO {Kenmerk._meta.db_table} (soort, waarde, bericht_id) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"  # noqa: S608  names from the models alone
        with connection.cursor() as cursor:
            cursor.executemany(sql, [(str(soort), waarde, own) for soort, waarde in dict.fromkeys(self.to_mark)])


class Voorval(models.Model):
    """Something that happened to a message after it was kept. Rows are only added. Holds no data of the message."""

    class Soort(models.TextChoices):
        NOGMAALS = "nogmaals", "nogmaals bezorgd"
        VERSTUURD = "verstuurd", "verstuurd"
        NIET_VERSTUURD = "mislukt", "versturen mislukt"
        POGING = "poging", "verwerken mislukt"
        VERVALLEN = "vervallen", "telt niet meer: afgekeurd door de ontvanger"
        GOEDGEKEURD = "goed", "goedgekeurd door de ontvanger"
        TECHNISCH = "technisch", "technisch afgekeurd onderweg"
        OPNIEUW = "opnieuw", "hetzelfde bestand opnieuw aangeboden"

    bericht = models.ForeignKey(Archiefbericht, on_delete=models.PROTECT, related_name="voorvallen")
    at = models.DateTimeField()
    soort = models.CharField(max_length=10, choices=Soort)
    door = models.ForeignKey(Archiefbericht, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=100, blank=True)


class Kenmerk(models.Model):
    """A mark of a message: where it may have several. Follows from the message alone, and goes when it goes.

    A BSN stands here as its keyed hash, and only for a message that names several clients: that of one client stands in its row.
    """

    class Soort(models.TextChoices):
        BSN = "bsn", "BSN"
        VERWIJZING = "verwijzing", "referentie, toewijzing of nummer"
        CODE = "code", "regel of retourcode"

    bericht = models.ForeignKey(Archiefbericht, on_delete=models.CASCADE, related_name="kenmerken")
    soort = models.CharField(max_length=10, choices=Soort)
    waarde = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["soort", "waarde", "bericht"], name="kenmerk_een_keer"),)
