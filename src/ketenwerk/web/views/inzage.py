"""Who saw what, for who must be able to answer that."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ..access import Request, asks
from ..models import Inzage
from ..roles import Daad
from ..shown.paging import page
from ..shown.parties import party
from ..shown.rows import title

ROWS = 50


@asks(Daad.INZAGE)
@require_safe
def lijst(request: Request) -> HttpResponse:
    """Newest on top. Names the message or the client by our own number: this page shows nothing of a person but who looked."""
    rows = request.scope.inzages()
    if request.GET.get("daad") == Inzage.Daad.GEWEIGERD:
        rows = rows.filter(daad=Inzage.Daad.GEWEIGERD)
    shown = page(request.GET.get("blad"), size=ROWS, total=rows.count(), parameter="blad", anchor="inzage")
    chosen = rows.select_related("gebruiker", "party", "bericht").only(
        "at", "daad", "client_id", "gebruiker__weergave", "party__code", "bericht__type_name"
    )
    listed = chosen.order_by("-at", "-pk")[shown.start : shown.start + shown.size]
    context = {
        "address": reverse("inzage"),
        "page": shown,
        "refused_only": request.GET.get("daad") == Inzage.Daad.GEWEIGERD,
        "rows": [
            {
                "at": row.at,
                "who": row.gebruiker.weergave,
                "what": row.get_daad_display(),
                "refused": row.daad == Inzage.Daad.GEWEIGERD,
                "message": title(row.bericht.type_name) if row.bericht else "",
                "key": row.bericht_id or row.client_id,
                "party": party(row.party.code) if row.party else "",
            }
            for row in listed
        ],
    }
    return render(request, "ketenwerk/inzage.html", context)
