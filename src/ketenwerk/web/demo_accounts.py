"""The demonstration: whoever sits at this machine chooses a role, without a password. Off unless the setting says so."""

import ipaddress

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from ketenwerk.register.models import EigenPartij

from .models import Gebruiker, Mandaat
from .roles import SITS, Rol, side

_THROUGH_A_PROXY = ("X-Forwarded-For", "Forwarded", "X-Real-Ip", "Via")


def offered(request: HttpRequest) -> bool:
    """Whether this question comes from this very machine, and roles may be chosen here."""
    return bool(settings.KETENWERK_DEMO) and is_loopback(request.META.get("REMOTE_ADDR", "")) and not _came_along(request)


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@transaction.atomic
def account(rol: Rol) -> Gebruiker:
    """The user of the demonstration with this role, for all parties where the role exists and for loose messages."""
    naam = f"demo-{rol.value}"
    gebruiker = Gebruiker.objects.filter(naam=naam).first() or Gebruiker.objects.make(naam, str(rol.label))
    parties = [party for party in EigenPartij.objects.all() if side(party.code) in SITS[rol]]
    held = set(gebruiker.mandaten.values_list("party_id", flat=True))
    wanted = {None, *(party.pk for party in parties)}
    Mandaat.objects.bulk_create(Mandaat(gebruiker=gebruiker, party_id=key, rol=rol) for key in wanted - held)
    return gebruiker


def _came_along(request: HttpRequest) -> bool:
    """Behind a proxy every question seems to come from this machine."""
    return any(name in request.headers for name in _THROUGH_A_PROXY)
