"""The claims that our parties received or sent, as a list with filters."""

from datetime import date

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from ketenwerk.register.models import Declaratie, EigenPartij

from .. import weergaven
from ..access import Request, asks
from ..declaratiefilter import ORDERS, DeclaratieFilter, chosen_order, ordered
from ..exporting import files
from ..roles import AANBIEDER, Daad, side
from ..shown.declaraties import claim_rows
from ..shown.paging import page

ROWS = 50
_COLUMNS = (
    ("nummer", _("Declaratie"), ""),
    ("periode", _("Periode"), ""),
    ("ontvangen", _("Ontvangen"), ""),
    ("ingediend", _("Ingediend"), "kw-num"),
    ("toegekend", _("Toegekend"), "kw-num"),
    ("afgewezen", _("Afgewezen regels"), "kw-num"),
)


@asks(Daad.DECLARATIE)
@require_safe
def lijst(request: Request) -> HttpResponse:
    today = timezone.localdate()
    chosen, rows = DeclaratieFilter(request.GET), chosen_rows(request, today)
    order = chosen_order(request.GET.get("volgorde", ""))
    shown = page(request.GET.get("blad"), size=ROWS, total=rows.count(), parameter="blad", anchor="declaraties")
    listed = rows[shown.start : shown.start + shown.size]
    parties = request.scope.parties(Daad.DECLARATIE)
    context = {
        "address": reverse("declaraties"),
        "filter": chosen,
        "page": shown,
        "rows": claim_rows(listed, today),
        "columns": _columns(order, provider=_is_provider(parties)),
        "provider": _is_provider(parties),
        "several": len({party.code for party in parties}) > 1,
        "nothing": not shown.total and not chosen.in_use,
        "claims_for": request.scope.may(Daad.LEVERING),
        "weergaven": weergaven.shown(request, "declaraties"),
        **files(request, "declaraties-bestand"),
    }
    return render(request, "ketenwerk/declaraties.html", context)


def chosen_rows(request: Request, today: date) -> QuerySet[Declaratie]:
    """The claims of the list in its order, those of all its pages."""
    rows = DeclaratieFilter(request.GET).narrow(request.scope.declaraties(Daad.DECLARATIE), today)
    return ordered(rows, chosen_order(request.GET.get("volgorde", ""))).select_related("party", "gesprek")


def _columns(order: str, *, provider: bool) -> list[dict[str, object]]:
    """The heads of the table. Choosing the one that holds turns the order round."""
    found = []
    for key, name, css in _COLUMNS:
        assert key in ORDERS
        words = _("Verstuurd") if provider and key == "ontvangen" else name
        sort = {key: "ascending", f"-{key}": "descending"}.get(order, "")
        found.append({"name": words, "css": css, "sort": sort, "to": key if order == f"-{key}" else f"-{key}"})
    return found


def _is_provider(parties: list[EigenPartij]) -> bool:
    return bool(parties) and all(side(party.code) == AANBIEDER for party in parties)
