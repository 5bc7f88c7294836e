"""Questions about a claim that a person takes up with the other side, until they have an outcome. Not part of the projection."""

from django.db import models

from .archief import Archiefbericht
from .partijen import EigenPartij
from .verzegeld import Verzegeld


class Contactmoment(Verzegeld):
    """A question about a claim (`bericht` is its 323), open until `gedaan_op`. `regels` is how many lines it is about.

    Encrypted: people write names in `vraag` and `uitkomst`.
    """

    SEALED = ("vraag", "uitkomst")

    class Aanleiding(models.TextChoices):
        TARIEF = "tarief", "ander tarief dan afgesproken"
        VRAAG = "vraag", "vraag over de declaratie"

    party = models.ForeignKey(EigenPartij, on_delete=models.PROTECT, related_name="contactmomenten")
    bericht = models.ForeignKey(Archiefbericht, on_delete=models.PROTECT, related_name="contactmomenten")
    aanleiding = models.CharField(max_length=6, choices=Aanleiding)
    regels = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()
    door = models.CharField(max_length=80)
    vraag = models.BinaryField()
    gedaan_op = models.DateTimeField(null=True)
    gedaan_door = models.CharField(max_length=80, blank=True)
    uitkomst = models.BinaryField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["party", "at"], name="contact_open", condition=models.Q(gedaan_op__isnull=True)),
            models.Index(fields=["party", "-gedaan_op"], name="contact_gedaan", condition=models.Q(gedaan_op__isnull=False)),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["bericht", "aanleiding"], name="contact_tarief_een_keer", condition=models.Q(aanleiding="tarief")
            ),
        )
