"""Payment of granted claims: from which account, within which term, and what was ordered.

No part of the projection: a rebuild leaves it alone. So a line of a batch points at the message of the claim, which stays.
"""

from django.db import models

from ketenwerk.claims.betaling import Aanvang

from .archief import Archiefbericht
from .partijen import EigenPartij
from .verzegeld import Verzegeld


class Betaalrekening(Verzegeld):
    """From which account a municipality pays, and claims granted from which day on. Rows are only added; the newest counts."""

    SEALED = ("inhoud",)

    party = models.ForeignKey(EigenPartij, on_delete=models.PROTECT, related_name="betaalrekeningen")
    at = models.DateTimeField()
    door = models.CharField(max_length=80)
    inhoud = models.BinaryField()

    class Meta:
        indexes = (models.Index(fields=["party", "-at"], name="betaalrekening_nieuwste"),)


class Betaaltermijnrij(models.Model):
    """A payment term that an own party agreed on; `ander` is the code of the other side, "" for all of them."""

    party = models.ForeignKey(EigenPartij, on_delete=models.PROTECT, related_name="betaaltermijnen")
    ander = models.CharField(max_length=8, blank=True)
    dagen = models.PositiveSmallIntegerField()
    vanaf = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Aanvang])
    van = models.DateField()
    at = models.DateTimeField()
    door = models.CharField(max_length=80)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["party", "ander", "van"], name="betaaltermijn_een_keer"),)


class Betaalbatch(Verzegeld):
    """A payment order for the bank, made for one municipality. `totaal` in eurocents, `aantal` payments.

    Encrypted, because a provider may be a person: `bestand` is the order as the bank gets it, `opdrachten` the same by
    provider.
    """

    SEALED = ("bestand", "opdrachten")

    class Staat(models.TextChoices):
        KLAAR = "klaar", "klaar om te versturen"
        VERSTUURD = "verstuurd", "verstuurd"
        INGETROKKEN = "ingetrokken", "ingetrokken"

    party = models.ForeignKey(EigenPartij, on_delete=models.PROTECT, related_name="betaalbatches")
    nummer = models.PositiveIntegerField()
    at = models.DateTimeField()
    door = models.CharField(max_length=80)
    vervalt_tot = models.DateField()
    uitvoering = models.DateField()
    totaal = models.BigIntegerField()
    aantal = models.PositiveIntegerField()
    staat = models.CharField(max_length=11, choices=Staat, default=Staat.KLAAR)
    gewijzigd_op = models.DateTimeField(null=True)
    gewijzigd_door = models.CharField(max_length=80, blank=True)
    bestand = models.BinaryField()
    opdrachten = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["party", "nummer"], name="betaalbatch_nummer"),)


class Betaalregel(models.Model):
    """A claim (its 323) in a batch, with what was granted of it in eurocents, with sign. `vervallen`: the batch was withdrawn."""

    batch = models.ForeignKey(Betaalbatch, on_delete=models.PROTECT, related_name="regels")
    bericht = models.ForeignKey(Archiefbericht, on_delete=models.PROTECT, related_name="betaalregels")
    aanbieder = models.CharField(max_length=8)
    nummer = models.CharField(max_length=12)
    bedrag = models.BigIntegerField()
    vervallen = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["bericht"], name="betaald_een_keer", condition=models.Q(vervallen=False)),)
