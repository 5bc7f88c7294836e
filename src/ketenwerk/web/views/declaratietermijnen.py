"""Until when is claimed: the agreed terms, and the calendar that a municipality publishes and a provider takes over."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ketenwerk.claims.termijn import Aanvang, Termijn
from ketenwerk.messages.describe.dutch import month
from ketenwerk.protocol import kalenderbestand
from ketenwerk.protocol.bezwaar import Bezwaar
from ketenwerk.protocol.kalenderbestand import Kalenderregel
from ketenwerk.register import termijnen
from ketenwerk.register.models import EigenPartij

from .. import taking
from ..access import Request, asks
from ..roles import GEMEENTE, Daad, side
from ..shown.parties import party
from ..termijnforms import Kalendervorm, Termijnvorm
from .betalingen import choices, chosen, words

SHOWN = 60


@asks(Daad.PARTIJEN)
@require_safe
def overzicht(request: Request) -> HttpResponse:
    return _page(request)


@asks(Daad.CONTRACT)
@require_http_methods(["GET", "HEAD", "POST"])
def termijn(request: Request) -> HttpResponse:
    """Keeps a term of claiming."""
    vorm, own = Termijnvorm(request.POST), chosen(request, Daad.CONTRACT)
    if request.method != "POST" or own is None:
        return redirect("declaratietermijnen")
    if not vorm.is_valid():
        return _page(request, termijn=vorm)
    said = vorm.cleaned_data
    kept = Termijn(
        vanaf=Aanvang(said["vanaf"]), dagen=said["dagen"] or 0, van=said["van"], ander=said["ander"], categorie=said["categorie"]
    )
    termijnen.keep_term(own, kept, timezone.now(), request.scope.gebruiker.naam)
    return _back(own)


@asks(Daad.CONTRACT)
@require_http_methods(["GET", "HEAD", "POST"])
def kalender(request: Request) -> HttpResponse:
    """Keeps one period of the calendar."""
    own = chosen(request, Daad.CONTRACT)
    if request.method != "POST" or own is None:
        return redirect("declaratietermijnen")
    sent = request.POST.copy()
    if side(own.code) == GEMEENTE:
        sent["kalender-gemeente"] = own.code  # a municipality publishes its own
    vorm = Kalendervorm(sent)
    if not vorm.is_valid():
        return _page(request, kalender=vorm)
    regel = Kalenderregel(wet=own.wet, **vorm.cleaned_data)  # type: ignore[arg-type]
    if wrong := tuple(kalenderbestand.objections(regel)):
        for each in wrong:
            vorm.add_error(each.veld, each.tekst)
        return _page(request, kalender=vorm)
    termijnen.keep_calendar(own, [regel], timezone.now(), request.scope.gebruiker.naam)
    return _back(own)


@asks(Daad.CONTRACT)
@require_http_methods(["GET", "HEAD", "POST"])
def overnemen(request: Request) -> HttpResponse:
    """Takes a whole calendar over, or nothing of it: for the own parties under its law that it concerns."""
    if request.method != "POST":
        return redirect("declaratietermijnen")
    read = taking.taken(request.FILES.get("bestand"), kalenderbestand.READERS)
    if not isinstance(read, list):
        return _page(request, faults=read)
    mine = request.scope.parties(Daad.CONTRACT)
    if strange := [each for each in read if not any(_concerns(each, own) for own in mine)]:
        return _page(request, faults=tuple(dict.fromkeys(_stranger(each) for each in strange)))
    for own in mine:
        regels = [each for each in read if _concerns(each, own)]
        if regels:
            termijnen.keep_calendar(own, regels, timezone.now(), request.scope.gebruiker.naam)
    return _back(next(own for own in mine if any(_concerns(each, own) for each in read)))


@asks(Daad.PARTIJEN)
@require_safe
def bestand(request: Request, vorm: str) -> HttpResponse:
    """The calendar of one own party, as a file that others take over."""
    own = chosen(request, Daad.PARTIJEN)
    if vorm not in kalenderbestand.WRITERS or own is None:
        raise Http404
    data = kalenderbestand.WRITERS[vorm](termijnen.calendar(own))
    name = f"declaratiekalender-{own.code}-{own.wet}.{vorm}"
    return HttpResponse(data, content_type=taking.TYPES[vorm], headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _concerns(regel: Kalenderregel, own: EigenPartij) -> bool:
    """A municipality keeps its own calendar, a provider those of all that it deals with."""
    return own.wet == regel.wet and (side(own.code) != GEMEENTE or own.code == regel.gemeente)


def _stranger(regel: Kalenderregel) -> Bezwaar:
    said = {"gemeente": regel.gemeente, "wet": regel.wet}
    return Bezwaar("gemeente", _("Het bestand wordt niet overgenomen: voor gemeente %(gemeente)s (%(wet)s) werkt u niet.") % said)


def _back(own: EigenPartij) -> HttpResponse:
    return redirect(f"{reverse('declaratietermijnen')}?partij={own.pk}")


def _page(
    request: Request,
    *,
    termijn: Termijnvorm | None = None,
    kalender: Kalendervorm | None = None,
    faults: tuple[Bezwaar, ...] = (),
) -> HttpResponse:
    own = chosen(request, Daad.PARTIJEN)
    regels = sorted(termijnen.calendar(own), key=lambda each: each.periode, reverse=True) if own else []
    kalendervorm = kalender or Kalendervorm()
    if own and side(own.code) == GEMEENTE:
        del kalendervorm.fields["gemeente"]
    context = {
        "own": own,
        "own_words": words(own) if own else "",
        "parties": choices(request.scope.parties(Daad.PARTIJEN)),
        "terms": [_term(each) for each in termijnen.terms(own)] if own else [],
        "calendar": [{"regel": each, "month": month(each.periode), "who": party(each.gemeente)} for each in regels[:SHOWN]],
        "calendar_total": len(regels),
        "termijnvorm": termijn or Termijnvorm(),
        "kalendervorm": kalendervorm,
        "faults": faults[: taking.SHOWN],
        "faults_total": len(faults),
        "may_edit": bool(own and request.scope.may_for(Daad.CONTRACT, own.pk)),
    }
    refused = bool(termijn or kalender or faults)
    return render(request, "ketenwerk/declaratietermijnen.html", context, status=422 if refused else 200)


def _term(each: Termijn) -> dict[str, object]:
    said = {"n": each.dagen}
    what = {
        Aanvang.MAAND: _("laatste dag van de maand erna"),
        Aanvang.PERIODE: _("%(n)s dagen na het einde van de maand") % said,
        Aanvang.TOEWIJZING: _("%(n)s dagen na ontvangst van een late toewijzing") % said,
    }
    return {
        "what": what[each.vanaf],
        "other": party(each.ander) if each.ander else _("iedereen"),
        "category": each.categorie or _("elk product"),
        "since": each.van,
    }
