"""Keys of access: one's own, and for who manages a party those that reach it."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import sleutels
from ..access import SIGNED_IN, Request, asks
from ..models import Toegangssleutel
from ..roles import Daad
from ..shown.paging import page
from ..shown.parties import of_law, party

ROWS = 50
MOST = 20
"""Keys that one user has at the same time."""


class Sleutelvorm(forms.Form):
    naam = forms.CharField(max_length=60, error_messages={"required": gettext_lazy("Vul een naam in.")})
    verloopt_op = forms.DateField(
        error_messages={
            "required": gettext_lazy("Kies een laatste dag."),
            "invalid": gettext_lazy("Dit is geen dag. Kies een dag."),
        }
    )
    partij = forms.CharField(required=False)
    alleen_lezen = forms.BooleanField(required=False)


@asks(SIGNED_IN)
@sensitive_variables("text")
@require_http_methods(["GET", "HEAD", "POST"])
def eigen(request: Request) -> HttpResponse:
    """One's own keys, and taking one back. A new one is shown in the answer to this very question, and nowhere ever again."""
    if request.method != "POST":
        return _own(request)
    if "intrekken" in request.POST:
        return _taken_back(request, request.POST["intrekken"])
    vorm = Sleutelvorm(request.POST)
    if not vorm.is_valid():
        return _own(request, vorm=vorm)
    said = vorm.cleaned_data
    own = next((each for each in request.scope.own if str(each.pk) == said["partij"]), None)
    today, gebruiker = timezone.localdate(), request.scope.gebruiker
    if said["partij"] and own is None:
        vorm.add_error("partij", _("Kies een partij uit de lijst."))
    if sum(sleutels.works(each, today) for each in gebruiker.sleutels.all()) >= MOST:
        vorm.add_error("naam", _("U heeft al 20 sleutels die werken. Trek er eerst een in."))
    if not vorm.errors:
        try:
            _row, text = sleutels.make(
                gebruiker, said["naam"], said["verloopt_op"], timezone.now(), own, alleen_lezen=said["alleen_lezen"]
            )
            return _own(request, text=text)
        except sleutels.TooLong:
            vorm.add_error("verloopt_op", _("Kies een dag vanaf vandaag, en hoogstens een jaar vooruit."))
    return _own(request, vorm=vorm)


@asks(Daad.SLEUTELS)
@require_POST
def intrekken(request: Request, key: int) -> HttpResponse:
    """Takes back a key that reaches a party that one manages."""
    sleutels.withdraw(request.scope.sleutel(key), request.scope.gebruiker.naam, timezone.now())
    return redirect("beheer-sleutels")


@asks(Daad.SLEUTELS)
@require_safe
def beheer(request: Request) -> HttpResponse:
    """All keys that reach the parties of this manager, newest first."""
    rows = request.scope.sleutels()
    shown = page(request.GET.get("blad"), size=ROWS, total=rows.count(), parameter="blad", anchor="sleutels")
    listed = rows.select_related("gebruiker", "party").order_by("-gemaakt_op", "-pk")[shown.start : shown.start + ROWS]
    context = {
        "address": reverse("beheer-sleutels"),
        "page": shown,
        "rows": [_row(each, timezone.localdate()) for each in listed],
    }
    return render(request, "ketenwerk/sleutels_beheer.html", context)


def _taken_back(request: Request, key: str) -> HttpResponse:
    row = (
        request.scope.gebruiker.sleutels.filter(pk=int(key)).first()
        if key.isascii() and key.isdigit() and len(key) < 19
        else None
    )
    if row is not None:
        sleutels.withdraw(row, request.scope.gebruiker.naam, timezone.now())
    return redirect("sleutels")


def _own(request: Request, *, vorm: Sleutelvorm | None = None, text: str = "") -> HttpResponse:
    today = timezone.localdate()
    rows = request.scope.gebruiker.sleutels.select_related("gebruiker", "party").order_by("-gemaakt_op", "-pk")
    context = {
        "rows": [_row(each, today) for each in rows],
        "text": text,
        "parties": [{"key": str(each.pk), "name": f"{party(each.code)}, {of_law(each.wet)}"} for each in request.scope.own],
        "sent": request.POST if vorm else {},
        "errors": {name: list(found) for name, found in vorm.errors.items()} if vorm else {},
        "today": today.isoformat(),
        "last": (today + sleutels.LONGEST).isoformat(),
        "proposed": (today + timedelta(days=180)).isoformat(),
    }
    return render(request, "ketenwerk/sleutels.html", context, status=422 if vorm else 200)


def _row(row: Toegangssleutel, today: date) -> dict[str, Any]:
    works = sleutels.works(row, today)
    if row.ingetrokken_op:
        state = _("ingetrokken")
    elif not row.gebruiker.is_active:
        state = _("gebruiker werkt hier niet meer")
    else:
        state = _("werkt") if works else _("verlopen")
    return {
        "key": row.pk,
        "name": row.naam,
        "who": row.gebruiker.weergave,
        "begin": f"kw_{row.begin}_…",
        "reach": f"{party(row.party.code)}, {of_law(row.party.wet)}" if row.party else _("alle partijen van de gebruiker"),
        "reads": row.alleen_lezen,
        "made": row.gemaakt_op,
        "expires": row.verloopt_op,
        "used": row.laatst_gebruikt,
        "works": works,
        "state": state,
    }
