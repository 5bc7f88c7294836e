"""Agreements of one own party: the list, taking over a file, and the same as a file."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ketenwerk.protocol.afspraken import Afspraken
from ketenwerk.protocol.bezwaar import Bezwaar
from ketenwerk.register import afspraken
from ketenwerk.register.models import EigenPartij, Overname

from .. import taking
from ..access import Request, asks
from ..roles import Daad
from ..shown.afspraken import agreement_row
from ..shown.paging import page
from ..shown.parties import of_law, party

ROWS = 50


@asks(Daad.PARTIJEN)
@require_safe
def lijst(request: Request) -> HttpResponse:
    return render(request, "ketenwerk/afspraken.html", _context(request))


@asks(Daad.CONTRACT)
@require_http_methods(["GET", "HEAD", "POST"])
def overnemen(request: Request) -> HttpResponse:
    """Takes a whole file over, or nothing of it."""
    if request.method != "POST":
        return redirect("afspraken")
    read = taking.taken(request.FILES.get("bestand"), taking.AGREEMENTS)
    if not isinstance(read, Afspraken):
        return _refused(request, read)
    mine = request.scope.parties(Daad.CONTRACT)
    if strange := afspraken.foreign(read, mine):
        return _refused(request, tuple(dict.fromkeys(_stranger(regel.gemeente, regel.aanbieder) for regel in strange)))
    afspraken.take_over(read, mine, timezone.now(), request.scope.gebruiker.naam)
    own = next((each for each in mine if any(afspraken.concerns(regel, each) for regel in read.regels)), None)
    return redirect(reverse("afspraken") + (f"?partij={own.pk}" if own else ""))


@asks(Daad.PARTIJEN)
@require_safe
def bestand(request: Request, vorm: str) -> HttpResponse:
    """All that stands for one own party, as a file that can be taken over again."""
    own = _chosen(request)
    if vorm not in taking.AGREEMENTS_OUT or own is None:
        raise Http404
    data = taking.AGREEMENTS_OUT[vorm](afspraken.export([own]))
    name = f"afspraken-{own.code}-{own.wet}.{vorm}"
    return HttpResponse(data, content_type=taking.TYPES[vorm], headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _refused(request: Request, bezwaren: tuple[Bezwaar, ...]) -> HttpResponse:
    context = _context(request) | {"faults": bezwaren[: taking.SHOWN], "faults_total": len(bezwaren)}
    return render(request, "ketenwerk/afspraken.html", context, status=422)


def _stranger(gemeente: str, aanbieder: str | None) -> Bezwaar:
    who = _("aanbieder %(code)s") % {"code": aanbieder} if aanbieder else _("elke aanbieder")
    return Bezwaar(
        "gemeente",
        _("Het bestand wordt niet overgenomen: voor gemeente %(gemeente)s en %(who)s werkt u niet.")
        % {"gemeente": gemeente, "who": who},
    )


def _chosen(request: Request) -> EigenPartij | None:
    """The own party that was asked for, or the first of this user."""
    mine = request.scope.parties(Daad.PARTIJEN)
    asked = request.GET.get("partij", "")
    return next((each for each in mine if str(each.pk) == asked), mine[0] if mine else None)


def _context(request: Request) -> dict[str, object]:
    own = _chosen(request)
    mine = request.scope.parties(Daad.PARTIJEN)
    rows = afspraken.kept([own] if own else [])
    shown = page(request.GET.get("blad"), size=ROWS, total=rows.count(), parameter="blad", anchor="afspraken")
    today = timezone.localdate()
    return {
        "address": reverse("afspraken"),
        "own": own,
        "own_words": f"{party(own.code)}, {of_law(own.wet)}" if own else "",
        "parties": [{"key": str(each.pk), "name": f"{party(each.code)}, {of_law(each.wet)}"} for each in mine],
        "page": shown,
        "rows": [agreement_row(afspraken.value(row), today) for row in rows[shown.start : shown.start + shown.size]],
        "last": Overname.objects.filter(party=own).order_by("-at", "-pk").first() if own else None,
        "may_edit": bool(own and request.scope.may_for(Daad.CONTRACT, own.pk)),
    }
