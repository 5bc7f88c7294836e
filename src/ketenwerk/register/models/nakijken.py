"""A claim that a municipality looks at itself: what a person decided on its lines, and what its answer would say by itself."""

from django.db import models

from .archief import Archiefbericht
from .declaratie import Declaratie
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


class Voorstel(Verzegeld):
    """What the 325 on a claim that waits would say without decisions of people: kept, so that no page judges the claim.

    Follows from the rest of the register and may be thrown away. `at` is null where nobody judged it yet; `begonnen_op` says
    since when somebody does. Judged when all up to `verwerkt` (order of processing) and `beantwoord` earlier claims were dealt
    with, under agreements up to `afgesproken`, what was filled in about the provider up to `gegevens_van`, by this `versie`.
    Amounts in eurocents with sign. `groepen` tells the codes of each rejected line by its position, without any value of it.
    `bevindingen` (encrypted) is empty where what was found stands with the message already.
    """

    SEALED = ("bevindingen",)

    declaratie = models.OneToOneField(Declaratie, on_delete=models.CASCADE, related_name="voorstel")
    at = models.DateTimeField(null=True)
    begonnen_op = models.DateTimeField(null=True)
    verwerkt = models.BigIntegerField(default=0)
    beantwoord = models.PositiveIntegerField(default=0)
    afgesproken = models.BigIntegerField(default=0)
    gegevens_van = models.DateTimeField(null=True)
    versie = models.CharField(max_length=20, blank=True)
    toegekend = models.BigIntegerField(default=0)
    afgewezen_regels = models.PositiveIntegerField(default=0)
    geheel_afgewezen = models.BooleanField(default=False)
    groepen = models.TextField(blank=True)
    bevindingen = models.BinaryField()
