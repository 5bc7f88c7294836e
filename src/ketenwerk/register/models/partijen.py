"""Who we are, and with whom we exchange messages about what."""

from django.db import models

from ketenwerk.ledger import facts


class EigenPartij(models.Model):
    """A municipality (gemeentecode) or provider (AGB code) that this installation works for, under one law.

    A municipality that `kijkt_na` sees each claim before its answer leaves; else the answer leaves as it was judged.
    A provider with `uren_als_minuten` claims in minutes what was assigned in hours, as the standard lets it choose (TR341).
    """

    wet = models.CharField(max_length=3)
    code = models.CharField(max_length=8)
    since = models.DateTimeField()
    kijkt_na = models.BooleanField(default=False)
    uren_als_minuten = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["wet", "code"], name="partij_een_keer"),)


class Gesprek(models.Model):
    """A conversation as one own party sees it. Its messages are dealt with one by one: who locks this row has the turn."""

    party = models.ForeignKey(EigenPartij, on_delete=models.PROTECT, related_name="gesprekken")
    wet = models.CharField(max_length=3)
    gemeente = models.CharField(max_length=8)
    aanbieder = models.CharField(max_length=8)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["party", "gemeente", "aanbieder"], name="gesprek_een_keer"),)

    @property
    def fact(self) -> facts.Gesprek:
        return facts.Gesprek("jw" if self.wet == "jw" else "wmo", self.gemeente, self.aanbieder)
