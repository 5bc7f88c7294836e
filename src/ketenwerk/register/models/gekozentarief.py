"""What a provider asks for a product for which only a most was agreed (E223). Entered by people, no part of the projection."""

from django.db import models

from .dossier import Client
from .partijen import EigenPartij, Gesprek
from .verzegeld import Verzegeld


class Gekozentarief(Verzegeld):
    """The tariff of one assignment for product periods that begin on or after `van`. Of several the newest that began counts.

    Encrypted: `inhoud` says which product was really delivered, which the client kept from the municipality.
    """

    SEALED = ("inhoud",)

    party = models.ForeignKey(EigenPartij, on_delete=models.PROTECT, related_name="gekozen_tarieven")
    gesprek = models.ForeignKey(Gesprek, on_delete=models.PROTECT, related_name="gekozen_tarieven")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="gekozen_tarieven")
    toewijzing = models.BigIntegerField()
    van = models.DateField()
    at = models.DateTimeField()
    door = models.CharField(max_length=80)
    inhoud = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["gesprek", "client", "toewijzing", "van"], name="gekozen_tarief_een_keer"),
        )
