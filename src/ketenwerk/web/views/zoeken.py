"""The search above the archive. It comes by POST, and only what is known to be no person goes into an address."""

from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ketenwerk.register.crypto import keyring
from ketenwerk.rules.level2.client import passes_elfproef

from .. import searches
from ..access import Request, asks
from ..forms import KEPT, party_like
from ..marks import about, bearing
from ..roles import Daad
from .lijst import context

_LONGEST: Final = 60
_BSN_DIGITS: Final = 9
_NOTHING_ASKED: Final = _("Er is niets gezocht, want het veld was leeg. Vul in wat u zoekt.")
_NOTHING_FOUND: Final = _("Niets gevonden. Geen bericht dat u mag zien past hierbij. Kijk of het klopt en zoek opnieuw.")


@asks(Daad.LIJST)
@sensitive_post_parameters("zoek")
@require_http_methods(["GET", "HEAD", "POST"])
def zoeken(request: Request) -> HttpResponse:
    """Leads to the list with what was found. A BSN stands in no address, nor does what was not found."""
    if request.method != "POST":
        return redirect("lijst")
    asked = request.POST.get("zoek", "").strip()[:_LONGEST]
    if not asked:
        return _nothing(request, str(_NOTHING_ASKED), status=422)
    digits = "".join(sign for sign in asked if sign not in " .-")
    if _may_be_bsn(digits) and (name := _of_person(request, digits)):
        return _onward(request, bsn=name)
    if request.scope.berichten(Daad.BERICHT).filter(bearing(asked)).exists():
        return _onward(request, kenmerk=asked)
    if request.scope.berichten(Daad.LIJST).filter(party_like(asked)).exists():
        return _onward(request, q=asked)
    return _nothing(request, str(_NOTHING_FOUND))


def _may_be_bsn(digits: str) -> bool:
    return len(digits) == _BSN_DIGITS and digits.isascii() and digits.isdigit() and passes_elfproef(digits)


def _of_person(request: Request, bsn: str) -> str:
    """The name of the search, when this user may see messages about this person and there are any; "" otherwise."""
    hashes = keyring().hashes(bsn)
    found = request.scope.berichten(Daad.CLIENT).filter(about(hashes, request.scope.clienten()))
    return searches.remember(request.session, hashes) if found.exists() else ""


def _kept(request: HttpRequest) -> dict[str, str]:
    """The filters that stood there."""
    return {name: value for name in KEPT if (value := request.POST.get(name, "")[:_LONGEST])}


def _onward(request: HttpRequest, **found: str) -> HttpResponse:
    return redirect(f"{reverse('lijst')}?{urlencode(_kept(request) | found)}#lijst")


def _nothing(request: Request, words: str, status: int = 200) -> HttpResponse:
    """The list as it was, with the words; links in it lead on from there."""
    request.GET = QueryDict(urlencode(_kept(request)))  # type: ignore[assignment]  django-stubs holds it to be read only
    return render(request, "ketenwerk/lijst.html", context(request) | {"search_problem": words}, status=status)
