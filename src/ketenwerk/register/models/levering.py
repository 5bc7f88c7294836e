"""What a provider of ours delivered, in which claim line it was claimed, and the numbers that its claims are given.

Deliveries are entered by people and follow from no message, so they are no part of the projection.
"""

from django.db import models

from .archief import Archiefbericht
from .dossier import Client
from .partijen import EigenPartij, Gesprek
from .verzegeld import Verzegeld


class Invoer(Verzegeld):
    """Deliveries that were brought in together: from a file, or typed. `naam` is the name of the file, "" when typed.

    `inhoud` is the file itself, as long as somebody looks at what it would do; once it was taken over, nothing of it stays.
    """

    SEALED = ("naam", "inhoud")

    party = models.ForeignKey(EigenPartij, on_delete=models.PROTECT, related_name="leveringinvoer")
    at = models.DateTimeField()
    door = models.CharField(max_length=80)
    naam = models.BinaryField()
    inhoud = models.BinaryField(null=True)

    class Meta:
        indexes = (models.Index(fields=["party", "at"], name="invoer_partij"),)


class Levering(models.Model):
    """Care given to a client on one day, on an assignment.

    `hoeveelheid` in `eenheid`: 01 is minutes (of hours too), 83 eurocents, else a number of the unit. `kenmerk` makes it the same
    delivery, however often it is brought in. `referentie` is the ReferentieNummer of the debit line that claims it, in `bericht`;
    `open` says that no line that stands does. `vervallen`: its line was taken back and nothing came in its place.
    `afwezig`: the client was not there, so that it is claimed only as far as parties agreed (E185).
    """

    party = models.ForeignKey(EigenPartij, on_delete=models.PROTECT, related_name="leveringen", db_index=False)
    gesprek = models.ForeignKey(Gesprek, on_delete=models.PROTECT, related_name="leveringen", db_index=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="leveringen", db_index=False)
    invoer = models.ForeignKey(Invoer, on_delete=models.PROTECT, related_name="leveringen")
    toewijzing = models.BigIntegerField()
    categorie = models.CharField(max_length=2)
    code = models.CharField(max_length=5)
    datum = models.DateField()
    hoeveelheid = models.BigIntegerField()
    eenheid = models.CharField(max_length=2)
    kenmerk = models.CharField(max_length=80)
    referentie = models.CharField(max_length=20, blank=True)
    bericht = models.ForeignKey(Archiefbericht, null=True, on_delete=models.PROTECT, related_name="leveringen")
    open = models.BooleanField(default=True)
    vervallen = models.BooleanField(default=False)
    afwezig = models.BooleanField(default=False)

    class Meta:
        indexes = (
            models.Index(fields=["party", "datum"], name="levering_datum"),
            models.Index(fields=["gesprek", "toewijzing", "datum"], name="levering_toewijzing"),
            models.Index(fields=["gesprek", "referentie"], name="levering_regel", condition=~models.Q(referentie="")),
            # What is to be claimed is asked on every page about claiming, and is little beside all that was ever delivered.
            models.Index(fields=["party", "gesprek", "datum"], name="levering_open", condition=models.Q(open=True)),
        )
        constraints = (models.UniqueConstraint(fields=["party", "kenmerk"], name="levering_een_keer"),)


class Teller(models.Model):
    """The last number that a party gave out of each kind. Who makes claims holds this row, so that nobody else makes them too."""

    party = models.OneToOneField(EigenPartij, on_delete=models.PROTECT, related_name="teller")
    declaratie = models.PositiveIntegerField(default=0)
    regel = models.PositiveBigIntegerField(default=0)
