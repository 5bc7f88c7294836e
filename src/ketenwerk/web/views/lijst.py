"""The list of what came in, and the upload above it."""

from uuid import UUID

from django.conf import settings
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from ketenwerk.register import archive
from ketenwerk.register.models import Archiefbericht, Bron, Oordeel, Richting, Zending

from ..forms import Filter
from ..reasons import NOTHING_CHOSEN, REASONS
from ..shown.paging import page
from ..shown.rows import listed
from ..upload import Geopend, unpack

ROWS = 50
TABS = (
    ("", _("Alles")),
    (Oordeel.ACCEPTED.value, _("Goed")),
    (Oordeel.REJECTED.value, _("Afgekeurd")),
    (Oordeel.REFUSED.value, _("Geweigerd")),
)


@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    return render(request, "ketenwerk/lijst.html", _context(request))


@require_http_methods(["GET", "HEAD", "POST"])
def uploaden(request: HttpRequest) -> HttpResponse:
    """Keeps and judges what was chosen. One message: its page. More: the list of this upload."""
    if request.method != "POST":
        return redirect("lijst")
    geopend = unpack((file.name or "", file) for file in request.FILES.getlist("bestand"))
    if not geopend.bestanden:
        return _refused(request, geopend)
    return _onward(request, _keep(geopend))


def _keep(geopend: Geopend) -> str:
    """Address of what was kept."""
    now = timezone.now()
    alone = len(geopend.bestanden) == 1 and not geopend.overgeslagen
    zending = None if alone else archive.open_zending(geopend.overgeslagen, now)
    kept = [archive.receive(bestand.data, bestand.name, Bron.UPLOAD, now, zending) for bestand in geopend.bestanden]
    if zending is None:
        return reverse("bericht", args=[kept[0].bericht.pk])
    return f"{reverse('lijst')}?zending={zending.pk}"


def _onward(request: HttpRequest, address: str) -> HttpResponse:
    # htmx follows a redirect by itself and would put the whole page into the list; it goes there when it is told to.
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)


def _refused(request: HttpRequest, geopend: Geopend) -> HttpResponse:
    problems = [
        {"name": archive.Kern(name=item.name).shown_name, "reason": REASONS[item.reason]} for item in geopend.overgeslagen
    ]
    context = _context(request) | {"problems": problems or [{"name": "", "reason": NOTHING_CHOSEN}]}
    return render(request, "ketenwerk/lijst.html", context, status=422)


def _context(request: HttpRequest) -> dict[str, object]:
    chosen = Filter(request.GET)
    rows = chosen.narrow(Archiefbericht.objects.filter(direction=Richting.IN))
    counts = _counts(rows)
    verdict = request.GET.get("oordeel", "")
    verdict = verdict if verdict in counts else ""
    shown = page(request.GET.get("blad"), size=ROWS, total=counts[verdict], parameter="blad", anchor="lijst")
    narrowed = rows.filter(verdict=verdict) if verdict else rows
    return {
        "address": reverse("lijst"),
        "filter": chosen,
        "verdict": verdict,
        "counts": counts,
        "total": counts[""],
        "tabs": [{"verdict": key, "name": name, "count": counts[key]} for key, name in TABS],
        "summary": _summary(counts),
        "page": shown,
        "rows": listed(narrowed, shown),
        "zending": _zending(chosen.value("zending")),
        "archive_empty": not counts[""] and not chosen.in_use,
        "xml_limit": settings.KETENWERK_XML_LIMIT // settings.MIB,
    }


def _summary(counts: dict[str, int]) -> list[str]:
    """`["9 goed", "2 afgekeurd", "1 geweigerd"]`, without what did not occur."""
    return [f"{counts[verdict]} {Oordeel(verdict).label}" for verdict in Oordeel.values if counts[verdict]]


def _counts(rows: QuerySet[Archiefbericht]) -> dict[str, int]:
    counted = dict(rows.order_by().values_list("verdict").annotate(Count("pk")))
    each = {verdict: counted.get(verdict, 0) for verdict in Oordeel.values}
    return {"": sum(each.values()), **each}


def _zending(key: object) -> dict[str, object] | None:
    if not isinstance(key, UUID):
        return None
    zending = Zending.objects.filter(pk=key).first()
    if zending is None:
        return None
    skipped = [
        {"name": archive.Kern(name=item.name).shown_name, "reason": REASONS[item.reason]} for item in archive.skipped(zending)
    ]
    return {"received_at": zending.received_at, "skipped": skipped}
