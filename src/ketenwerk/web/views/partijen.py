"""The own parties of this installation, for who manages them."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ketenwerk.register import parties

from ..access import Request, asks
from ..models import Mandaat
from ..roles import GEMEENTE, SITS, Daad, Rol, side
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
    return _page(request, problem=problem, code=code)


@asks(Daad.EIGEN)
@require_POST
def nakijken(request: Request, key: int) -> HttpResponse:
    """Whether a municipality looks at each claim itself before its answer leaves. What already waits stays waiting."""
    own = request.scope.eigen(key, Daad.EIGEN)
    if side(own.code) != GEMEENTE:
        return _page(request, refused=_("Er is niets veranderd: een aanbieder beantwoordt geen declaraties."))
    own.kijkt_na = request.POST.get("nakijken") == "ja"
    own.save(update_fields=["kijkt_na"])
    return redirect("partijen")


@asks(Daad.EIGEN)
@require_POST
def uren(request: Request, key: int) -> HttpResponse:
    """Whether a provider claims in minutes what was assigned in hours (TR341, E175). What was sent before stays as it is."""
    own = request.scope.eigen(key, Daad.EIGEN)
    if side(own.code) == GEMEENTE:
        return _page(request, refused=_("Er is niets veranderd: een gemeente dient geen declaraties in."))
    own.uren_als_minuten = request.POST.get("uren") == "minuten"
    own.save(update_fields=["uren_als_minuten"])
    return redirect("partijen")


def _page(request: Request, *, problem: str = "", code: str = "", refused: str = "") -> HttpResponse:
    """The list, with what was wrong with the code that was filled in, or why another act was refused."""
    rows = [
        {
            "key": own.pk,
            "code": own.code,
            "name": party(own.code),
            "law": of_law(own.wet),
            "since": own.since,
            "municipality": side(own.code) == GEMEENTE,
            "looks": own.kijkt_na,
            "minutes": own.uren_als_minuten,
        }
        for own in request.scope.parties(Daad.EIGEN)
    ]
    context = {"rows": rows, "problem": problem, "code": code if problem else "", "wet": request.POST.get("wet", "jw")}
    status = 422 if problem or refused else 200
    return render(request, "ketenwerk/partijen.html", context | {"refused": refused}, status=status)


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
