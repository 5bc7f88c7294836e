"""Claims and their lines: part of the projection. Lines are many, so they hold plain columns and are written in bulk."""

from django.db import models

from ketenwerk.ledger import declaraties as ledger

from .archief import Archiefbericht
from .dossier import Client
from .partijen import EigenPartij, Gesprek


class Declaratie(models.Model):
    """A claim (323) that a party of ours received or sent, and the 325 that answers it. Amounts in eurocents, with sign.

    `periode` is the first day of its DeclaratiePeriode. `gelezen_op` is the day from which the term of the answer counts. A claim
    that was rejected as a whole counts as not sent and has no lines.
    """

    class Staat(models.TextChoices):
        OPEN = "open", "wacht op antwoord"
        BEANTWOORD = "beantwoord", "beantwoord"
        AFGEWEZEN = "afgewezen", "als geheel afgewezen"

    party = models.ForeignKey(EigenPartij, on_delete=models.PROTECT, related_name="declaraties")
    gesprek = models.ForeignKey(Gesprek, on_delete=models.PROTECT, related_name="declaraties")
    bericht = models.OneToOneField(Archiefbericht, on_delete=models.PROTECT, related_name="declaratie")
    antwoord = models.OneToOneField(Archiefbericht, null=True, on_delete=models.PROTECT, related_name="beantwoordt")
    nummer = models.CharField(max_length=12)
    periode = models.DateField()
    dagtekening = models.DateField()
    gelezen_op = models.DateField()
    beantwoord_op = models.DateField(null=True)
    staat = models.CharField(max_length=10, choices=Staat, default=Staat.OPEN)
    ingediend = models.BigIntegerField()
    toegekend = models.BigIntegerField(null=True)
    regels = models.PositiveIntegerField()
    afgewezen_regels = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = (
            models.Index(fields=["gesprek", "periode"], name="declaratie_periode"),
            models.Index(fields=["party", "staat", "gelezen_op"], name="declaratie_staat"),
            models.Index(fields=["gesprek", "nummer"], name="declaratie_nummer"),
        )


class Declaratieregel(models.Model):
    """A line. `volume` in `eenheid`, `tarief` and `bedrag` in eurocents, both without sign: `debet` says which it has.

    `client` is null where the Bsn of the line is that of nobody we know. `codes` are the return codes of a rejected line,
    separated by spaces. `gecrediteerd`: a credit on it was not rejected.
    """

    class Staat(models.TextChoices):
        OPEN = ledger.OPEN, "open"
        TOEGEKEND = ledger.TOEGEKEND, "toegekend"
        AFGEWEZEN = ledger.AFGEWEZEN, "afgewezen"

    # Found by its place in the claim or by its assignment, so that there is no index on whose it is; party and conversation are
    # those of the claim, so that checking them again says nothing.
    declaratie = models.ForeignKey(Declaratie, on_delete=models.CASCADE, related_name="regel_rijen", db_index=False)
    party = models.ForeignKey(EigenPartij, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    gesprek = models.ForeignKey(Gesprek, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    client = models.ForeignKey(Client, null=True, on_delete=models.PROTECT, related_name="declaratieregels", db_index=False)
    positie = models.PositiveIntegerField()
    referentie = models.CharField(max_length=20)
    vorig = models.CharField(max_length=20, blank=True)
    toewijzing = models.BigIntegerField()
    categorie = models.CharField(max_length=2)
    code = models.CharField(max_length=5)
    begindatum = models.DateField()
    einddatum = models.DateField()
    volume = models.BigIntegerField()
    eenheid = models.CharField(max_length=2)
    tarief = models.BigIntegerField(null=True)
    bedrag = models.BigIntegerField()
    debet = models.BooleanField()
    staat = models.CharField(max_length=10, choices=Staat, default=Staat.OPEN)
    gecrediteerd = models.BooleanField(default=False)
    codes = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["toewijzing", "gesprek", "begindatum"], name="regel_toewijzing"),
            models.Index(fields=["referentie", "gesprek"], name="regel_referentie"),
            models.Index(fields=["vorig", "gesprek"], name="regel_credit", condition=~models.Q(vorig="")),
        )
        constraints = (models.UniqueConstraint(fields=["declaratie", "positie"], name="regel_plaats"),)


class Regelsom(models.Model):
    """What stands on a product of an assignment, in one unit: the debit lines that were neither rejected nor credited.

    It follows from the lines (`register.regelsommen`), and is kept so that a claim costs the same however many months came
    before it. `volume` in `eenheid`, `bedrag` in eurocents.
    """

    pk = models.CompositePrimaryKey("toewijzing", "gesprek", "categorie", "code", "eenheid")
    gesprek = models.ForeignKey(Gesprek, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False)
    toewijzing = models.BigIntegerField()
    categorie = models.CharField(max_length=2)
    code = models.CharField(max_length=5)
    eenheid = models.CharField(max_length=2)
    volume = models.BigIntegerField()
    bedrag = models.BigIntegerField()
