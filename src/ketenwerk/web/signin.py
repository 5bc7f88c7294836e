"""Signing in: the check of name and password, and the pause after too many failures."""

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest

from .models import Aanmeldpoging, Gebruiker

MOST: Final = 5
PAUSE: Final = timedelta(minutes=15)


class Locked(Exception):
    """Too many failures for this name; even the right password does not help now."""


def checked(request: HttpRequest, naam: str, password: str, now: datetime) -> Gebruiker | None:
    """The user with this name and password, or None. Raises Locked.

    The attempt is written down before it is judged: who tries many at the same moment gains nothing. Names that nobody has are
    treated alike, so that the answer does not tell which names exist.
    """
    name = _hashed(naam)
    Aanmeldpoging.objects.filter(at__lt=now - PAUSE).delete()
    Aanmeldpoging.objects.create(naam_hash=name, at=now)
    if Aanmeldpoging.objects.filter(naam_hash=name).count() > MOST:
        raise Locked
    found = authenticate(request, username=naam, password=password)
    if not isinstance(found, Gebruiker):
        return None
    Aanmeldpoging.objects.filter(naam_hash=name).delete()
    return found


def _hashed(naam: str) -> str:
    return hmac.digest(settings.SECRET_KEY.encode(), b"aanmelden " + naam.strip().lower().encode(), hashlib.sha256).hex()
