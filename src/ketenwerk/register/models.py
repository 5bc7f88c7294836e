"""The archive's tables. Rows are written once: nothing here is updated, so what was received can always be looked back."""

import uuid

from django.db import models

from .crypto import keyring


class Richting(models.TextChoices):
    IN = "in", "ontvangen"
    UIT = "uit", "gemaakt"


class Bron(models.TextChoices):
    """How a message reached us."""

    UPLOAD = "upload", "geüpload"
    DEMO = "demo", "demonstratiebericht"
    EXAMPLE = "example", "officieel voorbeeld"
    FOLDER = "folder", "uit een map"


class Oordeel(models.TextChoices):
    """The verdict on a message; the stored words are those of the interfaces."""

    ACCEPTED = "accepted", "goed"
    REJECTED = "rejected", "afgekeurd"
    REFUSED = "refused", "geweigerd"


class Verzegeld(models.Model):
    """A row with encrypted columns: each blob can only be opened in its own row and column."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key_id = models.CharField(max_length=16, editable=False)

    class Meta:
        abstract = True

    def seal(self, column: str, clear: bytes) -> None:
        ring = keyring()
        self.key_id = ring.active
        setattr(self, column, ring.seal(clear, self._bound(column)))

    def opened(self, column: str) -> bytes:
        return keyring().open(bytes(getattr(self, column)), self._bound(column), self.key_id)

    def _bound(self, column: str) -> str:
        return f"{self._meta.db_table}/{self.pk}/{column}"


class Zending(Verzegeld):
    """One upload: what came in together. `skipped` names the files that were not taken in and why (encrypted)."""

    received_at = models.DateTimeField()
    skipped = models.BinaryField()


class Archiefbericht(Verzegeld):
    """A message as it was received or made. The encrypted columns stand last, so that lists read past them.

    `kern` holds the file name and the first finding (both may be personal); `judgement` the whole judgement; `payload` the bytes
    as they came. A message that we made points at the one it answers.
    """

    received_at = models.DateTimeField(db_index=True)
    direction = models.CharField(max_length=3, choices=Richting)
    type_name = models.CharField(max_length=6, blank=True)  # JW305; empty when the type could not be recognised
    wet = models.CharField(max_length=3, blank=True)
    number = models.CharField(max_length=3, blank=True)
    sender = models.CharField(max_length=8, blank=True, db_index=True)
    receiver = models.CharField(max_length=8, blank=True, db_index=True)
    verdict = models.CharField(max_length=8, choices=Oordeel)
    findings_count = models.PositiveIntegerField(default=0)
    signals_count = models.PositiveIntegerField(default=0)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    source = models.CharField(max_length=8, choices=Bron)
    zending = models.ForeignKey(Zending, null=True, on_delete=models.PROTECT, related_name="berichten")
    duplicate_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="duplicates")
    answers = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="antwoord")
    kern = models.BinaryField()
    judgement = models.BinaryField()
    payload = models.BinaryField()

    class Meta:
        indexes = (
            models.Index(fields=["direction", "-received_at"], name="archief_lijst"),
            models.Index(fields=["direction", "verdict"], name="archief_oordeel"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(direction="in", answers__isnull=True) | models.Q(direction="uit", answers__isnull=False),
                name="alleen_wat_wij_maken_antwoordt",
            ),
        )


class Inzage(models.Model):
    """A message was shown or downloaded in full. Holds the act, never the data."""

    class Daad(models.TextChoices):
        XML = "xml", "XML volledig getoond"
        BERICHT = "bericht", "bericht gedownload"
        ANTWOORD = "antwoord", "antwoord gedownload"

    bericht = models.ForeignKey(Archiefbericht, on_delete=models.PROTECT, related_name="inzages")
    at = models.DateTimeField()
    act = models.CharField(max_length=8, choices=Daad)
