"""What our own parties agreed with others, the product lists they use, and where a rule was silent for want of an agreement."""

from django.db import models

from .archief import Archiefbericht
from .partijen import EigenPartij


class Overname(models.Model):
    """An agreements file was taken over for one own party: when, by whom, and what it did to the rows that stood there."""

    party = models.ForeignKey(EigenPartij, on_delete=models.PROTECT, related_name="overnames")
    at = models.DateTimeField()
    door = models.CharField(max_length=80)
    nieuw = models.PositiveIntegerField()
    beeindigd = models.PositiveIntegerField()
    vervangen = models.PositiveIntegerField()


class Afspraakrij(models.Model):
    """One agreement as one own party keeps it. A row is never changed: one that no longer holds names what took its place.

    `aanbieder` is "" where it holds for every provider. `rest` is every other attribute of `protocol.afspraken.Afspraak`, so that
    one more asks no other table.
    """

    party = models.ForeignKey(EigenPartij, on_delete=models.PROTECT, related_name="afspraken")
    wet = models.CharField(max_length=3)
    gemeente = models.CharField(max_length=4)
    aanbieder = models.CharField(max_length=8, blank=True)
    categorie = models.CharField(max_length=2)
    code = models.CharField(max_length=5)
    eenheid = models.CharField(max_length=2)
    van = models.DateField()
    tot = models.DateField(null=True)
    rest = models.JSONField()
    uit = models.ForeignKey(Overname, on_delete=models.PROTECT, related_name="gebracht")
    vervangen_door = models.ForeignKey(Overname, null=True, on_delete=models.PROTECT, related_name="vervallen")

    class Meta:
        indexes = (
            # What stands now, for one conversation: the one question that every message asks.
            models.Index(
                fields=["party", "gemeente", "aanbieder"],
                name="afspraak_geldt",
                condition=models.Q(vervangen_door__isnull=True),
            ),
        )


class Lijstversie(models.Model):
    """A product list as it was taken over on one day, all its versions in it. The newest of a name and a law counts."""

    naam = models.CharField(max_length=80)
    wet = models.CharField(max_length=3)
    at = models.DateTimeField()
    door = models.CharField(max_length=80)
    inhoud = models.JSONField()

    class Meta:
        indexes = (models.Index(fields=["wet", "naam", "-at"], name="productlijst_nieuwste"),)


class NietToegepast(models.Model):
    """Rules that would have judged this message, had an agreement been known for its product. Names, with spaces between."""

    bericht = models.OneToOneField(Archiefbericht, on_delete=models.PROTECT, related_name="niet_toegepast")
    regels = models.CharField(max_length=200)
