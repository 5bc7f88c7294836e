"""The archive as a list with filters, and the upload above it."""

from uuid import UUID

from django.conf import settings
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from ketenwerk.register import archive
from ketenwerk.register.archive import Overgeslagen
from ketenwerk.register.models import Archiefbericht, Oordeel

from .. import searches, weergaven
from ..access import Request, asks
from ..bringing import Gebracht, bring
from ..exporting import files
from ..forms import Filter
from ..marks import about
from ..reasons import NOTHING_CHOSEN, REASONS
from ..roles import Daad
from ..scope import Scope
from ..shown.client import masked_client
from ..shown.paging import page
from ..shown.rows import listed
from ..upload import unpack

ROWS = 50
TABS = (
    ("", _("Alles")),
    (Oordeel.ACCEPTED.value, _("Goed")),
    (Oordeel.REJECTED.value, _("Afgekeurd")),
    (Oordeel.REFUSED.value, _("Geweigerd")),
    (Oordeel.WAITING.value, _("Wacht")),
)


@asks(Daad.LIJST)
@require_safe
def lijst(request: Request) -> HttpResponse:
    return render(request, "ketenwerk/lijst.html", context(request))


@asks(Daad.UPLOADEN)
@require_http_methods(["GET", "HEAD", "POST"])
def uploaden(request: Request) -> HttpResponse:
    """Keeps and judges what was chosen. One message: its page. More: the list of this upload."""
    if request.method != "POST":
        return redirect("lijst")
    geopend = unpack((file.name or "", file) for file in request.FILES.getlist("bestand"))
    brought = bring(geopend, request.scope)
    if not brought.ontvangen:
        return _refused(request, brought.overgeslagen)
    return _onward(request, _address(brought))


def _address(brought: Gebracht) -> str:
    if brought.zending is None:
        return reverse("bericht", args=[brought.ontvangen[0].bericht.pk])
    return f"{reverse('lijst')}?zending={brought.zending.pk}"


def _onward(request: Request, address: str) -> HttpResponse:
    # htmx follows a redirect by itself and would put the whole page into the list; it goes there when it is told to.
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)


def _refused(request: Request, skipped: tuple[Overgeslagen, ...]) -> HttpResponse:
    problems = [{"name": archive.Kern(name=item.name).shown_name, "reason": REASONS[item.reason]} for item in skipped]
    shown = context(request) | {"problems": problems or [{"name": "", "reason": NOTHING_CHOSEN}]}
    return render(request, "ketenwerk/lijst.html", shown, status=422)


def context(request: Request) -> dict[str, object]:
    """What the list shows, for the question in the address of this request."""
    chosen = Filter(request.GET)
    scope = request.scope
    person = _person(request, chosen.value("bsn"))
    rows = _narrowed(scope, chosen, person)
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
        "tabs": _tabs(counts, verdict),
        "summary": _summary(counts),
        "page": shown,
        "rows": listed(narrowed, shown, scope),
        "zending": _zending(scope, chosen.value("zending")),
        "client": _client(scope, chosen.value("client")) or _found_client(scope, person),
        "person": person is not None,
        "expired": person == [],
        "kept": chosen.kept,
        "archive_empty": not counts[""] and not chosen.in_use,
        "weergaven": weergaven.shown(request, "berichten"),
        **files(request, "berichten-bestand"),
        "xml_limit": settings.KETENWERK_XML_LIMIT // settings.MIB,
    }


def chosen_rows(request: Request) -> QuerySet[Archiefbericht]:
    """The messages of the list, those of all its pages and of the verdict that was chosen."""
    chosen = Filter(request.GET)
    rows = _narrowed(request.scope, chosen, _person(request, chosen.value("bsn")))
    verdict = request.GET.get("oordeel", "")
    return rows.filter(verdict=verdict) if verdict in Oordeel.values else rows


def _narrowed(scope: Scope, chosen: Filter, person: list[str] | None) -> QuerySet[Archiefbericht]:
    return chosen.narrow(_in_scope(scope, chosen, person))


def _tabs(counts: dict[str, int], verdict: str) -> list[dict[str, object]]:
    """What waits is only worth a tab when there is any."""
    shown = [(key, name) for key, name in TABS if key != Oordeel.WAITING or counts[key] or verdict == key]
    return [{"verdict": key, "name": name, "count": counts[key]} for key, name in shown]


def _summary(counts: dict[str, int]) -> list[str]:
    """`["9 goed", "2 afgekeurd", "1 geweigerd"]`, without what did not occur."""
    return [f"{counts[verdict]} {Oordeel(verdict).label}" for verdict in Oordeel.values if counts[verdict]]


def _counts(rows: QuerySet[Archiefbericht]) -> dict[str, int]:
    counted = dict(rows.order_by().values_list("verdict").annotate(Count("pk")))
    each = {verdict: counted.get(verdict, 0) for verdict in Oordeel.values}
    return {"": sum(each.values()), **each}


def _zending(scope: Scope, key: object) -> dict[str, object] | None:
    zending = scope.zending(key) if isinstance(key, UUID) else None
    if zending is None:
        return None
    skipped = [
        {"name": archive.Kern(name=item.name).shown_name, "reason": REASONS[item.reason]} for item in archive.skipped(zending)
    ]
    return {"received_at": zending.received_at, "skipped": skipped}


def _in_scope(scope: Scope, chosen: Filter, person: list[str] | None) -> QuerySet[Archiefbericht]:
    """A search for a person reaches what the user may know of clients; one for a mark what they may read."""
    if person is not None:
        return scope.berichten(Daad.CLIENT).filter(about(person, scope.clienten()))
    return scope.berichten(Daad.BERICHT if chosen.value("kenmerk") else Daad.LIJST)


def _person(request: Request, name: object) -> list[str] | None:
    """The hashes of the BSN that was searched for; empty when that is forgotten, None when nobody was."""
    return searches.recall(request.session, name.hex) if isinstance(name, UUID) else None


def _found_client(scope: Scope, person: list[str] | None) -> dict[str, object] | None:
    """The client with that BSN, when there is one and no more."""
    if not person:
        return None
    found = list(scope.clienten().filter(bsn_hash__in=person)[:2])
    return masked_client(found[0]) if len(found) == 1 else None


def _client(scope: Scope, key: object) -> dict[str, object] | None:
    """The client whose messages these are, for who may know that."""
    client = scope.clienten().filter(pk=key).first() if isinstance(key, UUID) else None
    return masked_client(client) if client else None
