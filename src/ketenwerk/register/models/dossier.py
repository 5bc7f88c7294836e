"""The projection: what follows from the messages that count. It can be thrown away and made again from the archive.

Each table keeps what is searched in columns of its own, and the whole fact encrypted in `feit`.
"""

from django.db import models

from .archief import Archiefbericht
from .partijen import EigenPartij, Gesprek
from .verzegeld import Verzegeld


class Client(Verzegeld):
    """A client of one own party. `bsn_hash` is keyed: it finds the client and tells nobody the number."""

    SEALED = ("bsn",)

    party = models.ForeignKey(EigenPartij, on_delete=models.PROTECT, related_name="clienten")
    bsn_hash = models.CharField(max_length=64)
    bsn = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["party", "bsn_hash"], name="client_een_keer"),)


class Dossier(models.Model):
    """One client in one conversation."""

    party = models.ForeignKey(EigenPartij, on_delete=models.PROTECT, related_name="dossiers")
    gesprek = models.ForeignKey(Gesprek, on_delete=models.PROTECT, related_name="dossiers")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="dossiers")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["gesprek", "client"], name="dossier_een_keer"),)


class Feit(Verzegeld):
    """A fact of a dossier. `sleutel` is what makes it the same fact; `bericht` the message that it follows from."""

    SEALED = ("feit",)

    party = models.ForeignKey(EigenPartij, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="%(class)s_rijen")
    bericht = models.ForeignKey(Archiefbericht, on_delete=models.PROTECT, related_name="+")
    sleutel = models.CharField(max_length=120)

    class Meta:
        abstract = True


class Toewijzingversie(Feit):
    """A version of an assignment. Open at its end when `einddatum` is null; `referentie` names the request it answers."""

    nummer = models.BigIntegerField(db_index=True)
    toewijzingsdatum = models.DateField()
    toewijzingstijd = models.CharField(max_length=20)
    ingangsdatum = models.DateField()
    einddatum = models.DateField(null=True)
    categorie = models.CharField(max_length=2, blank=True)
    code = models.CharField(max_length=5, blank=True)
    volume = models.BigIntegerField(null=True)
    eenheid = models.CharField(max_length=2, blank=True)
    frequentie = models.CharField(max_length=1, blank=True)
    budget = models.BigIntegerField(null=True)
    reden_wijziging = models.CharField(max_length=2, blank=True)
    referentie = models.CharField(max_length=20, blank=True, db_index=True)
    feit = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["dossier", "sleutel"], name="versie_een_keer"),)


class Verzoek(Feit):
    """A request for assignment (315) or for change (317); `staat` is a state of `ledger.machines.VERZOEK`."""

    referentie = models.CharField(max_length=20, db_index=True)
    soort = models.CharField(max_length=3)
    dagtekening = models.DateField()
    staat = models.CharField(max_length=16)
    feit = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["dossier", "sleutel"], name="verzoek_een_keer"),)


class Start(Feit):
    """A start that was reported and not deleted. `toewijzing` is null where the message names none."""

    toewijzing = models.BigIntegerField(null=True)
    begindatum = models.DateField()
    feit = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["dossier", "sleutel"], name="start_een_keer"),)


class Stop(Feit):
    """A stop that was reported and not deleted."""

    toewijzing = models.BigIntegerField(null=True)
    begindatum = models.DateField()
    einddatum = models.DateField()
    reden = models.CharField(max_length=2)
    feit = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["dossier", "sleutel"], name="stop_een_keer"),)


class Verzonden(models.Model):
    """What was exchanged under which Identificatie (TR056), and the state of it (`ledger.machines.VERZENDING`)."""

    party = models.ForeignKey(EigenPartij, on_delete=models.PROTECT, related_name="+")
    gesprek = models.ForeignKey(Gesprek, on_delete=models.PROTECT, related_name="+")
    afzender = models.CharField(max_length=8)
    bericht_code = models.CharField(max_length=3)
    identificatie = models.CharField(max_length=12)
    bericht = models.OneToOneField(Archiefbericht, on_delete=models.PROTECT, related_name="+")
    soort = models.CharField(max_length=3)
    staat = models.CharField(max_length=16)

    class Meta:
        # A sender names its messages once, whoever they are for; what one receiver knows of it is a conversation.
        indexes = (models.Index(fields=["afzender", "identificatie"], name="verzonden_naam"),)
        constraints = (
            models.UniqueConstraint(
                fields=["gesprek", "afzender", "bericht_code", "identificatie"],
                name="identificatie_een_keer",
                condition=~models.Q(staat="afgekeurd"),
            ),
        )
