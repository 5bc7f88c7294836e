"""What a person of the municipality decided on a line of a claim before its answer left. Not part of the projection."""

from django.db import models

from .archief import Archiefbericht
from .partijen import EigenPartij
from .verzegeld import Verzegeld


class Regelbesluit(Verzegeld):
    """A decision on one line of a claim that waits: refuse it with a return code, or hold it for a question.

    Rows are only added; one that no longer holds says since when and by whom. `positie` counts the lines of the 323 from 0.
    `toelichting` is the reason or the question in words, for ourselves alone (encrypted: people write names in it).
    """

    SEALED = ("toelichting",)

    class Soort(models.TextChoices):
        WEIGEREN = "weigeren", "afwijzen"
        VASTHOUDEN = "vasthouden", "vastgehouden"

    party = models.ForeignKey(EigenPartij, on_delete=models.PROTECT, related_name="+")
    bericht = models.ForeignKey(Archiefbericht, on_delete=models.PROTECT, related_name="regelbesluiten")
    positie = models.PositiveIntegerField()
    soort = models.CharField(max_length=10, choices=Soort)
    code = models.CharField(max_length=4, blank=True)
    at = models.DateTimeField()
    door = models.CharField(max_length=80)
    ingetrokken_op = models.DateTimeField(null=True)
    ingetrokken_door = models.CharField(max_length=80, blank=True)
    toelichting = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["bericht", "positie"], name="regelbesluit_een_keer", condition=models.Q(ingetrokken_op__isnull=True)
            ),
            models.CheckConstraint(
                condition=(models.Q(soort="weigeren") & ~models.Q(code="")) | models.Q(soort="vasthouden", code=""),
                name="alleen_weigeren_heeft_een_code",
            ),
        )
