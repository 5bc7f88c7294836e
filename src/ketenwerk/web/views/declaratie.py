"""One claim: its figures, its messages and its lines; and what a municipality that looks itself decides before it answers."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ketenwerk.process import nakijken
from ketenwerk.process.declareren import AlreadyAnswered, DoesNotFit, OlderFirst
from ketenwerk.process.nakijken import Besluit, StillHeld, Voorstel
from ketenwerk.register.models import Declaratie, Regelbesluit

from ..access import Request, asks
from ..models import Inzage
from ..roles import Daad
from ..shown.declaratie import Problem, choices, head
from ..shown.declaratieregels import chosen, line_row, on_page, tabs
from ..shown.paging import page
from .declaratieregel import line_page

ROWS = 50
PREVIEWED = 200


@asks(Daad.DECLARATIE)
@require_safe
def declaratie(request: Request, key: UUID) -> HttpResponse:
    row = request.scope.declaratie(key, Daad.DECLARATIE)
    if request.method == "GET":
        request.scope.saw(Inzage.Daad.GELEZEN, bericht=row.bericht)
    return _shown(request, row)


@asks(Daad.BEANTWOORDEN)
@require_POST
def besluit(request: Request, key: UUID) -> HttpResponse:
    """Refuses lines, holds them for a question, or takes that back; then the page where it was asked."""
    row = request.scope.declaratie(key, Daad.BEANTWOORDEN)
    places = _places(request)
    try:
        problem = _decided(request, row, places)
    except AlreadyAnswered:
        row, problem = request.scope.declaratie(key, Daad.BEANTWOORDEN), _answered_already()
    of_line = request.POST.get("terug") == "regel" and len(places) == 1 and 0 <= places[0] < row.regels
    if problem and of_line:
        return line_page(request, key, places[0], problem, status=422)
    if problem:
        return _shown(request, row, problem, status=422)
    if of_line:
        return redirect("declaratieregel", key=key, positie=places[0])
    return redirect(f"{reverse('declaratie', args=[key])}#regels")


@asks(Daad.BEANTWOORDEN)
@require_http_methods(["GET", "HEAD", "POST"])
def versturen(request: Request, key: UUID) -> HttpResponse:
    """What the 325 will say; and, when that is confirmed, the 325."""
    row = request.scope.declaratie(key, Daad.BEANTWOORDEN)
    if row.staat != Declaratie.Staat.OPEN:
        if request.method != "POST":
            return redirect("declaratie", key=key)
        return _shown(request, row, _answered_already(), status=409)
    voorstel = nakijken.proposal(row, timezone.now())
    if request.method != "POST":
        return _preview(request, row, voorstel)
    if request.POST.get("gezien") != _seen(voorstel):
        problem = Problem(
            _("De 325 is niet verstuurd: de uitkomst veranderde terwijl u keek."),
            _("Bekijk de nieuwe uitkomst hieronder en bevestig opnieuw."),
        )
        return _preview(request, row, voorstel, problem, status=409)
    try:
        nakijken.send(row.pk, timezone.now())
    except StillHeld:
        return _preview(request, row, voorstel, _held(row), status=409)
    except OlderFirst:
        return _preview(request, row, voorstel, _older(row), status=409)
    except DoesNotFit:
        return _preview(request, row, voorstel, _too_large(), status=409)
    except AlreadyAnswered:
        return _shown(request, request.scope.declaratie(key, Daad.BEANTWOORDEN), _answered_already(), status=409)
    return redirect("declaratie", key=key)


@asks(Daad.BEANTWOORDEN)
@require_POST
def opnieuw(request: Request, key: UUID) -> HttpResponse:
    """Judges a claim that waits once more, for who does not wait for the background work to do so."""
    row = request.scope.declaratie(key, Daad.BEANTWOORDEN)
    if not _waits(row):
        return _shown(request, row, _answered_already(), status=409)
    nakijken.judged_now(row, timezone.now())
    return redirect("declaratie", key=key)


def _waits(row: Declaratie) -> bool:
    return row.staat == Declaratie.Staat.OPEN and row.party.code == row.gesprek.gemeente


def _places(request: Request) -> list[int]:
    """The lines that were ticked, by their place; what is no number counts as not ticked."""
    return sorted({int(each) for each in request.POST.getlist("regel") if each.isascii() and each.isdigit() and len(each) < 9})


def _shown(request: Request, row: Declaratie, problem: Problem | None = None, *, status: int = 200) -> HttpResponse:
    waits = _waits(row)
    besluiten = nakijken.decided(row)
    voorstel = nakijken.shown(row, timezone.now(), besluiten) if waits else None
    held = sum(each.vast for each in besluiten.values()) if waits else 0
    parts = tabs(row, voorstel, held)
    asked = request.GET.get("toon", "")
    shown = asked if asked in {tab.key for tab in parts} else ""
    found = chosen(row, shown, voorstel, besluiten)
    total = len(found) if isinstance(found, list) else _total(row, shown, parts, found.count)
    pages = page(request.GET.get("blad"), size=ROWS, total=total, parameter="blad", anchor="regels")
    wet = row.gesprek.fact.wet
    context = {
        **head(row, voorstel, besluiten, timezone.localdate()),
        "address": reverse("declaratie", args=[row.bericht_id]),
        "problem": problem,
        "tabs": parts,
        "shown": shown,
        "page": pages,
        "rows": [line_row(each, wet, voorstel, besluiten.get(each.positie)) for each in on_page(row, found, pages)],
        "codes": choices(wet),
        "sent": request.POST if problem else {},
        "ticked": _places(request) if problem else [],
        "may_answer": waits and request.scope.may_for(Daad.BEANTWOORDEN, row.party_id),
        "may_read": request.scope.may_for(Daad.BERICHT, row.party_id),
    }
    return render(request, "ketenwerk/declaratie.html", context, status=status)


def _total(row: Declaratie, shown: str, parts: list[object], count: object) -> int:
    """From the figures of the claim where they say it."""
    known = next((getattr(tab, "count", None) for tab in parts if getattr(tab, "key", None) == shown), None)
    if row.staat == Declaratie.Staat.AFGEWEZEN:
        return 0  # one that was rejected as a whole keeps no lines
    return int(known if known is not None else count())  # type: ignore[operator]


def _preview(
    request: Request, row: Declaratie, voorstel: Voorstel, problem: Problem | None = None, *, status: int = 200
) -> HttpResponse:
    besluiten = nakijken.decided(row)
    wet = row.gesprek.fact.wet
    rejected = sorted(voorstel.codes)[:PREVIEWED]
    rows = row.regel_rijen.filter(positie__in=rejected).order_by("positie").select_related("client")
    held = sum(each.vast for each in besluiten.values())
    context = {
        **head(row, voorstel, besluiten, timezone.localdate()),
        "problem": problem or (_held(row) if held else _older(row)),
        "blocked": bool(held) or _oldest(row) is not None,
        "older": _oldest(row),
        "rows": [line_row(each, wet, voorstel, besluiten.get(each.positie)) for each in rows],
        "more": len(voorstel.codes) - len(rejected),
        "seen": _seen(voorstel),
    }
    return render(request, "ketenwerk/declaratie_versturen.html", context, status=status)


def _seen(voorstel: Voorstel) -> str:
    """What somebody confirms: amount granted and lines rejected."""
    return f"{voorstel.cijfers.toegekend}/{voorstel.cijfers.afgewezen_regels}"


def _decided(request: Request, row: Declaratie, places: list[int]) -> Problem | None:
    what, now, door = request.POST.get("daad", ""), timezone.now(), request.scope.gebruiker.naam
    if not places:
        return Problem(_("Er is niets veranderd: u koos geen regel."), _("Zet een vinkje voor de regels die u bedoelt."))
    if what == "vrijgeven":
        nakijken.withdraw(row, places, door, now)
        return None
    words = request.POST.get("toelichting", "").strip()
    code = request.POST.get("code", "") if what == Regelbesluit.Soort.WEIGEREN else ""
    if what == Regelbesluit.Soort.WEIGEREN and not code:
        return Problem(_("De regels zijn niet afgewezen: kies een retourcode."), _("De aanbieder ziet de code in de 325."))
    if what == Regelbesluit.Soort.VASTHOUDEN and not words:
        return Problem(_("De regels zijn niet vastgehouden: de vraag ontbreekt."), _("Schrijf op wat u wilt weten."))
    if len(words) > nakijken.LONGEST:
        longest = _("Gebruik hoogstens %(n)s tekens.") % {"n": nakijken.LONGEST}
        return Problem(_("Er is niets veranderd: de tekst is te lang."), longest)
    if what not in Regelbesluit.Soort.values:
        return Problem(_("Er is niets veranderd: deze handeling bestaat niet."), _("Gebruik de knoppen op deze pagina."))
    try:
        nakijken.decide(row, places, Besluit(what, code, words, now, door))
    except ValueError as wrong:
        if isinstance(wrong, AlreadyAnswered):
            raise
        return Problem(_("Er is niets veranderd: deze regel of retourcode bestaat niet."), _("Kies uit de lijst op deze pagina."))
    return None


def _answered_already() -> Problem:
    return Problem(_("Er is niets veranderd: deze declaratie is al beantwoord."), _("Bekijk de 325. Die geldt."))


def _too_large() -> Problem:
    return Problem(
        _("De 325 kan niet weg: zij is groter dan 25 MB en past niet in één bericht."),
        _("Bel de aanbieder en maak een afspraak over de afgewezen regels."),
    )


def _held(row: Declaratie) -> Problem:
    n = sum(each.vast for each in nakijken.decided(row).values())
    first = ngettext(
        "De 325 kan nog niet weg: %(n)s regel is vastgehouden.", "De 325 kan nog niet weg: %(n)s regels zijn vastgehouden.", n
    ) % {"n": n}
    return Problem(first, _("Geef elke vastgehouden regel vrij of wijs haar af."))


def _oldest(row: Declaratie) -> Declaratie | None:
    """The claim of the same provider that must be answered first."""
    waiting = Declaratie.objects.filter(gesprek=row.gesprek, staat=Declaratie.Staat.OPEN, pk__lt=row.pk)
    return waiting.only("bericht_id", "nummer").order_by("pk").first()


def _older(row: Declaratie) -> Problem | None:
    older = _oldest(row)
    if older is None:
        return None
    return Problem(
        _("De 325 kan nog niet weg: een oudere declaratie van deze aanbieder wacht nog."),
        _("Beantwoord eerst declaratie %(nummer)s.") % {"nummer": older.nummer},
    )
