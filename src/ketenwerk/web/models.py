"""Who works here, for which parties, and what they looked at."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from ketenwerk.register.models import Archiefbericht, Client, EigenPartij, Gesprek

from .roles import Rol


class Gebruikers(BaseUserManager["Gebruiker"]):
    """Makes users, and finds them by name in any spelling of its capitals."""

    def make(self, naam: str, weergave: str = "", password: str | None = None, **more: Any) -> "Gebruiker":
        """A user with this password, or one that nobody can sign in with when there is none."""
        gebruiker = self.model(naam=naam.lower(), weergave=weergave or naam, **more)
        gebruiker.set_password(password)
        gebruiker.save(using=self._db)
        return gebruiker

    def get_by_natural_key(self, username: str | None) -> "Gebruiker":
        return self.get(naam=(username or "").lower())


class Gebruiker(AbstractBaseUser):
    """Somebody who signs in. What they may do stands in their mandates, never in this row."""

    naam = models.CharField(max_length=60, unique=True)
    weergave = models.CharField(max_length=80)
    is_active = models.BooleanField(default=True)
    moet_wijzigen = models.BooleanField(default=False)  # the password was given by another
    since = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "naam"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = Gebruikers()


class Mandaat(models.Model):
    """A role for one party. Without a party: for messages that are addressed to no party of this installation."""

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="mandaten")
    party = models.ForeignKey(EigenPartij, null=True, on_delete=models.PROTECT, related_name="mandaten")
    rol = models.CharField(max_length=20, choices=Rol)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["gebruiker", "party", "rol"], name="mandaat_een_keer"),
            models.UniqueConstraint(
                fields=["gebruiker", "rol"], name="mandaat_zonder_partij", condition=models.Q(party__isnull=True)
            ),
        )


class Aanmeldpoging(models.Model):
    """An attempt to sign in that has not succeeded. The name is kept as a keyed hash: people type passwords in that field."""

    naam_hash = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["naam_hash", "at"], name="aanmeldpoging_naam"),)


class Inbreng(models.Model):
    """Who brought a message in by hand."""

    bericht = models.OneToOneField(Archiefbericht, on_delete=models.PROTECT, related_name="inbreng")
    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="+")


class Inzage(models.Model):
    """Somebody saw personal data, or tried to without a mandate. Rows are only added; they hold the act, never the data."""

    class Daad(models.TextChoices):
        GELEZEN = "gelezen", _("bericht gelezen, afgedekt")
        XML = "xml", _("XML volledig getoond")
        BERICHT = "bericht", _("bericht gedownload")
        ANTWOORD = "antwoord", _("antwoord gedownload")
        CLIENT = "client", _("cliënt bekeken")
        TRAJECT = "traject", _("traject bekeken")
        EXPORT = "export", _("lijst met BSN geëxporteerd")
        GEWEIGERD = "geweigerd", _("geweigerd: geen mandaat")

    FULL = (Daad.XML, Daad.BERICHT, Daad.ANTWOORD, Daad.EXPORT)
    """The acts in which nothing was covered."""

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="inzages")
    party = models.ForeignKey(EigenPartij, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_index=True)
    daad = models.CharField(max_length=10, choices=Daad)
    bericht = models.ForeignKey(Archiefbericht, null=True, on_delete=models.PROTECT, related_name="ingezien")
    client = models.ForeignKey(Client, null=True, on_delete=models.PROTECT, related_name="ingezien")


class Toegangssleutel(models.Model):
    """What software of a user signs its questions with (`sleutels`). It may do what its user may, never more.

    It is found by its `begin`, which is no secret; of the secret only a hash is kept. With a `party` it reaches that one alone.
    `verloopt_op` is the last day on which it works. It stays as a row when it is taken back: somebody may ask what it was.
    """

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="sleutels")
    naam = models.CharField(max_length=60)
    begin = models.CharField(max_length=12, unique=True)
    hash = models.CharField(max_length=64)
    party = models.ForeignKey(EigenPartij, null=True, on_delete=models.PROTECT, related_name="+")
    alleen_lezen = models.BooleanField(default=False)
    gemaakt_op = models.DateTimeField()
    verloopt_op = models.DateField()
    laatst_gebruikt = models.DateField(null=True)
    ingetrokken_op = models.DateTimeField(null=True)
    ingetrokken_door = models.CharField(max_length=60, blank=True)


class Indiening(models.Model):
    """Claims that were sent by way of the API, by the mark of what was seen: who asks the same again gets the same answer."""

    gesprek = models.ForeignKey(Gesprek, on_delete=models.PROTECT, related_name="+")
    zegel = models.CharField(max_length=100)
    at = models.DateTimeField()
    berichten = models.JSONField()
    achtergebleven = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = (models.Index(fields=["gesprek", "zegel"], name="indiening_zegel"),)


class Weergave(models.Model):
    """A list as somebody wants to see it again: the filters and the order of its address, under a name. Nothing of a person."""

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="weergaven")
    lijst = models.CharField(max_length=20)
    naam = models.CharField(max_length=40)
    vraag = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["gebruiker", "lijst", "naam"], name="weergave_een_keer"),)
