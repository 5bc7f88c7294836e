"""Who may ask an operation: the key, how often it asks, what its user may do, and how much it sends; in that order.

A session of the pages counts for nothing here, so that no other site can have a browser ask anything.
"""

from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from .. import sleutels
from ..models import Toegangssleutel
from ..roles import WRITES, Daad
from ..scope import Scope
from . import tempo
from .probleem import Probleem

MULTIPART: Final = "multipart/form-data"


class ApiRequest(HttpRequest):
    """A question that came through `Toegangssleutelcontrole`."""

    scope: Scope
    sleutel: Toegangssleutel


class Toegangssleutelcontrole(HttpBearer):
    """What one operation asks: a deed, and how many bytes its body may have."""

    def __init__(self, daad: Daad, limiet: int) -> None:
        super().__init__()
        self.daad, self.limiet = daad, limiet

    def __call__(self, request: Any) -> Toegangssleutel | None:
        scheme, _, text = request.headers.get("Authorization", "").partition(" ")
        return self.authenticate(request, text.strip()) if scheme.lower() == "bearer" else None

    def authenticate(self, request: Any, token: str) -> Toegangssleutel | None:
        now = timezone.now()
        sleutel = sleutels.found(token, now)
        if sleutel is None:
            return None
        seconds = tempo.wait(sleutel.pk)
        if seconds:
            text = f"Deze vraag is niet uitgevoerd. Wacht {seconds} seconden en stel haar opnieuw."
            raise Probleem("te-vaak", text, headers={"Retry-After": str(seconds)})
        request.scope, request.sleutel = Scope(sleutel.gebruiker, sleutel), sleutel
        self._check(request.scope, sleutel)
        sleutels.used(sleutel, timezone.localdate(now))
        _read(request, self.limiet)
        return sleutel

    def _check(self, scope: Scope, sleutel: Toegangssleutel) -> None:
        if sleutel.gebruiker.moet_wijzigen:
            raise Probleem("niet-toegestaan", "Deze sleutel werkt nu niet. Log in en wijzig eerst uw wachtwoord.")
        if scope.may(self.daad):
            return
        if sleutel.alleen_lezen and self.daad in WRITES:
            raise Probleem("niet-toegestaan", "Er is niets gewijzigd: deze sleutel mag alleen lezen. Maak een andere sleutel.")
        raise Probleem(
            "niet-toegestaan", "Er is niets gewijzigd: uw rol laat dit niet toe. Vraag uw beheerder om een andere rol."
        )


def _read(request: Any, limiet: int) -> None:
    """Takes in the body within the bound of the operation. A form with files is read later, within its own bounds."""
    if _length(request) > limiet:
        raise Probleem("te-groot", f"De vraag is niet gelezen: zij is groter dan {limiet // settings.MIB} MB. Verdeel de inhoud.")
    if request.content_type != MULTIPART:
        # Django's own bound is that of a typed form; this is where it would keep what it read.
        request._body = request.read(limiet)


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
