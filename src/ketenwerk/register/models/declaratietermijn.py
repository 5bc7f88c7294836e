"""Until when a claim is in time: what parties agreed, and what a municipality publishes. Not part of the projection."""

from django.db import models

from ketenwerk.claims.termijn import Aanvang

from .partijen import EigenPartij


class Declaratietermijnrij(models.Model):
    """A term that an own party agreed on for care from the month of `van` on.

    `ander` is the code of the other side, "" for all of them; `categorie` a product category, "" for all.
    """

    party = models.ForeignKey(EigenPartij, on_delete=models.PROTECT, related_name="declaratietermijnen")
    ander = models.CharField(max_length=8, blank=True)
    categorie = models.CharField(max_length=2, blank=True)
    vanaf = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Aanvang])
    dagen = models.PositiveSmallIntegerField()
    van = models.DateField()
    at = models.DateTimeField()
    door = models.CharField(max_length=80)

    class Meta:
        constraints = (
            # The term after a late assignment stands beside the ordinary one.
            models.UniqueConstraint(
                fields=["party", "ander", "categorie", "van"],
                name="declaratietermijn_een_keer",
                condition=~models.Q(vanaf="toewijzing"),
            ),
            models.UniqueConstraint(
                fields=["party", "ander", "categorie", "van"],
                name="declaratietermijn_late_toewijzing",
                condition=models.Q(vanaf="toewijzing"),
            ),
        )


class Kalenderrij(models.Model):
    """What a municipality publishes of one claim period, `periode` its first day (E168)."""

    party = models.ForeignKey(EigenPartij, on_delete=models.PROTECT, related_name="declaratiekalender")
    gemeente = models.CharField(max_length=4)
    periode = models.DateField()
    indienen = models.DateField()
    verwerking = models.DateField(null=True)
    betaling = models.DateField(null=True)
    at = models.DateTimeField()
    door = models.CharField(max_length=80)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["party", "gemeente", "periode"], name="kalender_een_keer"),)
