"""The page of a large message that waits for the worker: how far it is, without opening it. It looks again by itself."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ketenwerk.register.models import Archiefbericht, Voorval

from .shown.rows import title

_PROGRESS = "voortgang"
_LONG = timedelta(minutes=2)


def waiting(request: HttpRequest, row: Archiefbericht) -> HttpResponse | None:
    """The page for a large message that nobody dealt with yet; None for every other, which can be shown itself."""
    looks_again = request.headers.get("HX-Trigger") == _PROGRESS
    if row.processed_at is not None:
        # The page that looks by itself goes to what came of it.
        return HttpResponse(status=204, headers={"HX-Refresh": "true"}) if looks_again else None
    if row.size <= settings.KETENWERK_DIRECT_LIMIT:
        return None
    return render(request, "ketenwerk/wacht.html", _context(row))


def _context(row: Archiefbericht) -> dict[str, object]:
    before = Archiefbericht.objects.filter(processed_at=None, sequence__lt=row.sequence).count()
    failed = row.voorvallen.filter(soort=Voorval.Soort.POGING).order_by("-at").first()
    return {
        "row": row,
        "title": title(row.type_name),
        "before": before,
        "failed": failed,
        "retry_at": row.retry_at if failed and row.retry_at and row.retry_at > timezone.now() else None,
        "now": timezone.localtime(),
        "long": timezone.now() - row.received_at > _LONG and not before,
    }
