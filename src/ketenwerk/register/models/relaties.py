"""The parties that an own party deals with, and what was filled in about each on which day."""

from django.db import models

from .partijen import EigenPartij
from .verzegeld import Verzegeld


class Relatie(models.Model):
    """A party that an own party deals with. `code` is a gemeentecode or an AGB code, "" for kinds without one."""

    class Kant(models.TextChoices):
        GEMEENTE = "gemeente", "gemeente"
        AANBIEDER = "aanbieder", "aanbieder"
        ANDERS = "anders", "andere partij"

    party = models.ForeignKey(EigenPartij, on_delete=models.PROTECT, related_name="relaties")
    kant = models.CharField(max_length=9, choices=Kant)
    code = models.CharField(max_length=8, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["party", "code"], name="relatie_een_keer", condition=~models.Q(code="")),)


class Opgave(Verzegeld):
    """What was filled in about a party on one day. Rows are only added; the newest of a kind counts.

    Encrypted: a provider may be a person, and so are its contacts.
    """

    SEALED = ("inhoud",)

    class Soort(models.TextChoices):
        GEGEVENS = "gegevens", "gegevens en bereikbaarheid"
        FORMULIER = "formulier", "invuldocument aanbieder"
        REKENING = "rekening", "bankrekening"
        AFSCHRIFT = "afschrift", "kopie bankafschrift"

    relatie = models.ForeignKey(Relatie, on_delete=models.PROTECT, related_name="opgaven")
    soort = models.CharField(max_length=10, choices=Soort)
    at = models.DateTimeField()
    door = models.CharField(max_length=80)
    inhoud = models.BinaryField()

    class Meta:
        indexes = (models.Index(fields=["relatie", "soort", "-at"], name="opgave_nieuwste"),)
