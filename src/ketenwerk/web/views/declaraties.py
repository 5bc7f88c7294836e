"""The claims that our parties received or sent, as a list with filters, and as a file."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from ketenwerk.protocol.werkdagen import declaratie_uiterlijk
from ketenwerk.register.models import Declaratie, EigenPartij

from ..access import Request, asks
from ..declaratiefilter import ORDERS, DeclaratieFilter, chosen_order, ordered
from ..roles import AANBIEDER, Daad, side
from ..shown.csvregels import MARK, euro, written
from ..shown.declaraties import claim_rows, claim_state
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
_HEADINGS = (
    "declaratienummer", "partij", "aanbieder", "gemeente", "wet", "declaratieperiode", "ontvangen", "antwoord uiterlijk",
    "beantwoord", "stand", "regels", "afgewezen regels", "ingediend", "toegekend",
)  # fmt: skip


@asks(Daad.DECLARATIE)
@require_safe
def lijst(request: Request) -> HttpResponse:
    today = timezone.localdate()
    chosen, mine = DeclaratieFilter(request.GET), request.scope.declaraties(Daad.DECLARATIE)
    rows = chosen.narrow(mine, today)
    order = chosen_order(request.GET.get("volgorde", ""))
    shown = page(request.GET.get("blad"), size=ROWS, total=rows.count(), parameter="blad", anchor="declaraties")
    listed = ordered(rows, order).select_related("party", "gesprek")[shown.start : shown.start + shown.size]
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
        "file": f"{reverse('declaraties-bestand')}?{request.GET.urlencode()}",
    }
    return render(request, "ketenwerk/declaraties.html", context)


@asks(Daad.DECLARATIE)
@require_safe
def bestand(request: Request) -> StreamingHttpResponse:
    """What the list shows, all pages of it: CSV as a Dutch spreadsheet reads it. It names no client."""
    today = timezone.localdate()
    rows = DeclaratieFilter(request.GET).narrow(request.scope.declaraties(Daad.DECLARATIE), today)
    rows = ordered(rows, chosen_order(request.GET.get("volgorde", ""))).select_related("party", "gesprek")
    headers = {"Content-Disposition": 'attachment; filename="declaraties.csv"'}
    return StreamingHttpResponse(_lines(rows, today), content_type="text/csv; charset=utf-8", headers=headers)


def _lines(rows: QuerySet[Declaratie], today: date) -> Iterator[bytes]:
    yield MARK + written(_HEADINGS)
    for row in rows.iterator(chunk_size=500):
        yield written(
            [
                row.nummer,
                row.party.code,
                row.gesprek.aanbieder,
                row.gesprek.gemeente,
                row.gesprek.wet,
                f"{row.periode:%Y-%m}",
                row.gelezen_op.isoformat(),
                declaratie_uiterlijk(row.gelezen_op).isoformat(),
                row.beantwoord_op.isoformat() if row.beantwoord_op else "",
                claim_state(row, today).words,
                row.regels,
                row.afgewezen_regels,
                euro(row.ingediend),
                euro(row.toegekend),
            ]
        )


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
