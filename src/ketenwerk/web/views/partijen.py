"""The own parties of this installation, for who manages them."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ketenwerk.register import parties

from ..access import Request, asks
from ..models import Mandaat
from ..roles import SITS, Daad, Rol, side
from ..shown.parties import of_law, party

_LAWS = ("jw", "wmo")


@asks(Daad.EIGEN)
@require_http_methods(["GET", "HEAD", "POST"])
def lijst(request: Request) -> HttpResponse:
    """The own parties of this user. Who adds one manages it; a party that is ours already is not given to anybody."""
    code = request.POST.get("code", "").strip()
    problem = _added(request, code) if request.method == "POST" else ""
    if request.method == "POST" and not problem:
        return redirect("partijen")
    rows = [
        {"code": own.code, "name": party(own.code), "law": of_law(own.wet), "since": own.since}
        for own in request.scope.parties(Daad.EIGEN)
    ]
    context = {"rows": rows, "problem": problem, "code": code if problem else "", "wet": request.POST.get("wet", "jw")}
    return render(request, "ketenwerk/partijen.html", context, status=422 if problem else 200)


@transaction.atomic
def _added(request: Request, code: str) -> str:
    """What was wrong; "" when the party is added, with its manager."""
    wet = request.POST.get("wet", "")
    if wet not in _LAWS:
        return _("De partij is niet toegevoegd: kies een wet.")
    try:
        made = parties.new_own(wet, code, timezone.now())
    except ValueError as wrong:
        return str(wrong)
    if made is None:
        return _("De partij is niet toegevoegd: deze installatie werkt er al voor. Vraag de beheerder van die partij.")
    assert side(code) in SITS[Rol.BEHEERDER]
    Mandaat.objects.create(gebruiker=request.scope.gebruiker, party=made, rol=Rol.BEHEERDER)
    return ""
