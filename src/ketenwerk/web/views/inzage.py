"""Who saw what, for who must be able to answer that."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from .. import weergaven
from ..access import Request, asks
from ..exporting import files
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
    rows = chosen_rows(request)
    shown = page(request.GET.get("blad"), size=ROWS, total=rows.count(), parameter="blad", anchor="inzage")
    listed = rows[shown.start : shown.start + shown.size]
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
        "weergaven": weergaven.shown(request, "inzagen"),
        **files(request, "inzage-bestand"),
    }
    return render(request, "ketenwerk/inzage.html", context)


def chosen_rows(request: Request) -> QuerySet[Inzage]:
    """What the list shows, newest on top, on all its pages."""
    rows = request.scope.inzages()
    if request.GET.get("daad") == Inzage.Daad.GEWEIGERD:
        rows = rows.filter(daad=Inzage.Daad.GEWEIGERD)
    chosen = rows.select_related("gebruiker", "party", "bericht").only(
        "at", "daad", "client_id", "gebruiker__weergave", "party__code", "bericht__type_name"
    )
    return chosen.order_by("-at", "-pk")
