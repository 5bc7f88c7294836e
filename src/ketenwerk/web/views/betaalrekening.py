"""Accounts: from which a municipality pays, and the one of a provider with its copy and its confirmation (E013)."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ketenwerk.protocol.bezwaar import Bezwaar
from ketenwerk.register import betalingen, rekeningen
from ketenwerk.register.models import Relatie

from ..access import Request, asks
from ..betaalforms import Rekeningvorm
from ..roles import Daad
from ..shown.betaling import account_state
from .betalingen import choices, chosen, words

LIMIT = 5 * 1024 * 1024
"""Bytes of a copy of a bank statement."""


@asks(Daad.BETALEN)
@require_http_methods(["GET", "HEAD", "POST"])
def eigen(request: Request) -> HttpResponse:
    """The account from which a municipality pays."""
    own = chosen(request, Daad.BETALEN)
    kept = betalingen.own_account(own) if own else None
    if request.method == "POST" and own is not None:
        vorm = Rekeningvorm(request.POST)
        if vorm.is_valid():
            made = betalingen.EigenRekening(**vorm.cleaned_data)
            betalingen.keep_own_account(own, made, timezone.now(), request.scope.gebruiker.naam)
            return redirect(f"{reverse('betalingen')}?partij={own.pk}")
    else:
        first = {"naam": kept.naam, "iban": kept.iban, "bic": kept.bic, "vanaf": kept.vanaf} if kept else {}
        vorm = Rekeningvorm(initial=first or {"vanaf": timezone.localdate()})
    context = {
        "own": own,
        "own_words": words(own) if own else "",
        "parties": choices(request.scope.parties(Daad.BETALEN)),
        "form": vorm,
    }
    return render(request, "ketenwerk/betaalrekening.html", context, status=422 if vorm.errors else 200)


@asks(Daad.BETALEN)
@require_http_methods(["GET", "HEAD", "POST"])
def aanbieder(request: Request, key: int) -> HttpResponse:
    """The account of a provider: adds the copy of a bank statement, and confirms."""
    row = request.scope.relatie(key, Daad.BETALEN)
    if row.kant != Relatie.Kant.AANBIEDER:
        raise Http404
    problem = _acted(request, row) if request.method == "POST" else None
    if request.method == "POST" and problem is None:
        return redirect("rekening-aanbieder", key=key)
    known = rekeningen.account(row)
    iban, bezwaren = known.rekening.for_payment()
    context = {
        "relatie": row,
        "own_words": words(row.party),
        "name": known.naam,
        "rekening": known.rekening,
        "state": account_state(known),
        "paid_to": iban,
        "said": bezwaren,
        "problem": problem.tekst if problem else "",
    }
    return render(request, "ketenwerk/rekening_aanbieder.html", context, status=422 if problem else 200)


def _acted(request: Request, row: Relatie) -> Bezwaar | None:
    now, who = timezone.now(), request.scope.gebruiker.naam
    if request.POST.get("daad") == "bevestigen":
        return rekeningen.confirm(row, request.POST.get("iban", ""), now, who)
    file = request.FILES.get("afschrift")
    if file is None or not file.size:
        return Bezwaar("afschrift", _("De kopie is niet bewaard: er is geen bestand gekozen. Kies een bestand."))
    if file.size > LIMIT:
        return Bezwaar("afschrift", _("De kopie is niet bewaard: het bestand is groter dan 5 MB. Kies een kleiner bestand."))
    return rekeningen.add_statement(row, file.name or "", file.read(), now, who)
