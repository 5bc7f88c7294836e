"""A file with deliveries: the empty one, looking at what one would do, and taking it over as a whole."""

from collections import Counter
from typing import Final
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ketenwerk.messages.describe.dutch import capital, month
from ketenwerk.process import leveren
from ketenwerk.process.leveren import Voorbeeld
from ketenwerk.protocol.bezwaar import Bezwaar, Onleesbaar
from ketenwerk.register.models import Gesprek, Invoer
from ketenwerk.sheets.leveringen import TYPES, template

from .. import taking
from ..access import Request, asks
from ..maanden import chosen_party
from ..roles import Daad
from ..shown.parties import short
from .leveringen import overview

LIMIT: Final = 5 * 1024 * 1024


@asks(Daad.LEVERING)
@require_safe
def sjabloon(request: Request, vorm: str) -> HttpResponse:
    if vorm not in TYPES:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="leveringen.{vorm}"'}
    return HttpResponse(template(vorm), content_type=TYPES[vorm], headers=headers)


@asks(Daad.DECLAREREN)
@require_http_methods(["GET", "HEAD", "POST"])
def inlezen(request: Request) -> HttpResponse:
    """Keeps a file until it was looked at; one with faults is not kept."""
    if request.method != "POST":
        return redirect("leveringen")
    own, file = chosen_party(request, Daad.DECLAREREN), request.FILES.get("bestand")
    if own is None or not isinstance(file, UploadedFile):
        return _refused(request, (Bezwaar("", _("Er is geen bestand gekozen. Kies een bestand en probeer het opnieuw.")),))
    if (file.size or 0) > LIMIT:
        text = _("Het bestand is niet gelezen: het is groter dan 5 MB. Verdeel het over meer bestanden.")
        return _refused(request, (Bezwaar("", text),))
    try:
        invoer = leveren.bring(file.name or "", file.read(), own, timezone.now(), request.scope.gebruiker.naam)
    except Onleesbaar as wrong:
        return _refused(request, wrong.bezwaren)
    return redirect("leveringen-voorbeeld", key=invoer.pk)


@asks(Daad.DECLAREREN)
@require_http_methods(["GET", "HEAD", "POST"])
def voorbeeld(request: Request, key: UUID) -> HttpResponse:
    """What a file would do; by POST it does it, all or nothing."""
    invoer = request.scope.row(Invoer, key, Daad.DECLAREREN)
    today = timezone.localdate()
    try:
        if request.method == "POST":
            leveren.take_over(invoer.pk, invoer.party, today)
            return redirect(f"{reverse('leveringen')}?partij={invoer.party_id}")
        found = leveren.preview(invoer, today)
    except Onleesbaar as wrong:
        found = Voorbeeld((), 0, wrong.bezwaren)
    faults = [each for each in found.bezwaren if each.blokkeert]
    context = {
        "invoer": invoer,
        "groups": _groups(found),
        "new": len(found.nieuw),
        "known": found.bekend,
        "can": found.kan,
        "faults": faults[: taking.SHOWN],
        "faults_total": len(faults),
        "warnings": [each for each in found.bezwaren if not each.blokkeert][: taking.SHOWN],
    }
    return render(request, "ketenwerk/leveringen_voorbeeld.html", context, status=422 if faults else 200)


def _groups(found: Voorbeeld) -> list[dict[str, object]]:
    """The new deliveries counted per municipality and month."""
    names = dict(Gesprek.objects.filter(pk__in={row.gesprek_id for row in found.nieuw}).values_list("pk", "gemeente"))
    counted = Counter((names[row.gesprek_id], row.datum.replace(day=1)) for row in found.nieuw)
    clients: dict[tuple[str, object], set[UUID]] = {}
    for row in found.nieuw:
        clients.setdefault((names[row.gesprek_id], row.datum.replace(day=1)), set()).add(row.client_id)
    return [
        {"gemeente": short(key[0]), "maand": capital(month(key[1])), "leveringen": number, "clienten": len(clients[key])}
        for key, number in sorted(counted.items())
    ]


def _refused(request: Request, bezwaren: tuple[Bezwaar, ...]) -> HttpResponse:
    context = overview(request) | {"faults": bezwaren[: taking.SHOWN], "faults_total": len(bezwaren)}
    return render(request, "ketenwerk/leveringen.html", context, status=422)
