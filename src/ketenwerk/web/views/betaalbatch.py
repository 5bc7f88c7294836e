"""One batch: its preview, making it, its files, how far it is, and whether it agrees with what was granted."""

from datetime import date, timedelta
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ketenwerk.messages.describe.dutch import amount
from ketenwerk.process import betalen
from ketenwerk.process.betaalbestand import Ongeldig
from ketenwerk.process.betaalcontrole import compare
from ketenwerk.register import betalingen
from ketenwerk.register.models import Betaalbatch, Betaalregel, EigenPartij

from ..access import Request, asks
from ..betaalforms import asked_day
from ..roles import Daad
from ..shown import betaling as shown
from ..shown.paging import page
from .betalingen import choices, chosen, words

ROWS = 50


@asks(Daad.BETALEN)
@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: Request) -> HttpResponse:
    """What a batch would hold; made only when the person agrees to that very total."""
    own, today = chosen(request, Daad.BETALEN), timezone.localdate()
    said = request.POST if request.method == "POST" else request.GET
    tot = asked_day(said.get("tot"), today + timedelta(days=6))
    uitvoering = asked_day(said.get("uitvoering"), betalen.first_day(today))
    problem = ""
    if request.method == "POST" and own is not None:
        batch, problem = _made(request, own, tot, uitvoering)
        if batch is not None:
            return redirect("betaalbatch", key=batch.pk)
    voorstel = betalen.propose(own, tot) if own else None
    context = {
        "own": own,
        "own_words": words(own) if own else "",
        "parties": choices(request.scope.parties(Daad.BETALEN)),
        "tot": tot,
        "uitvoering": uitvoering,
        "eigen": betalingen.own_account(own) if own else None,
        "problem": problem,
    }
    if voorstel is not None:
        context |= {
            "empty": voorstel.is_empty,
            "total": amount(voorstel.totaal),
            "cents": voorstel.totaal,
            "payments": shown.proposed(voorstel.betalingen),
            "left": shown.proposed(voorstel.zonder_rekening),
            "settled": shown.set_off(voorstel.verdeling.verrekend),
            "carried": shown.set_off(voorstel.verdeling.doorgeschoven),
        }
    return render(request, "ketenwerk/betaalbatch_nieuw.html", context, status=422 if problem else 200)


@asks(Daad.BETALINGEN)
@require_safe
def batch(request: Request, key: UUID) -> HttpResponse:
    return _shown(request, key)


@asks(Daad.BETALEN)
@require_http_methods(["GET", "HEAD", "POST"])
def stand(request: Request, key: UUID) -> HttpResponse:
    """Notes that a batch was sent, or takes it back."""
    row = request.scope.row(Betaalbatch, key, Daad.BETALEN)
    if request.method != "POST":
        return redirect("betaalbatch", key=key)
    who, now = request.scope.gebruiker.naam, timezone.now()
    try:
        match request.POST.get("naar"):
            case "verstuurd":
                betalen.sent(row, now, who)
            case "ingetrokken":
                betalen.withdraw(row, now, who, geweigerd=request.POST.get("geweigerd") == "ja")
            case _other:
                return _shown(request, key, _("Er is niets veranderd: kies wat er met de batch gebeurt."))
    except betalen.NietBetaald as wrong:
        return _shown(request, key, str(wrong))
    return redirect("betaalbatch", key=key)


@asks(Daad.BETALEN)
@require_safe
def bestand(request: Request, key: UUID) -> HttpResponse:
    """The order as the bank takes it. A batch that was withdrawn, or orders nothing, has none."""
    row = request.scope.row(Betaalbatch, key, Daad.BETALEN)
    if row.staat == Betaalbatch.Staat.INGETROKKEN or not row.aantal:
        raise Http404
    return _file(row.opened("bestand"), "application/xml", f"{name_of(row)}-pain001.xml")


def _made(request: Request, own: EigenPartij, tot: date, uitvoering: date) -> tuple[Betaalbatch | None, str]:
    seen = request.POST.get("totaal", "")
    if not (seen.isascii() and seen.isdigit() and len(seen) < 16):
        return None, _("Er is geen betaalbatch gemaakt: het voorstel ontbreekt. Bekijk het voorstel en probeer het opnieuw.")
    who = request.scope.gebruiker.naam
    try:
        return betalen.make(own, tot, uitvoering, timezone.now(), who, gezien=int(seen)), ""
    except (betalen.NietBetaald, Ongeldig) as wrong:
        return None, str(wrong)


def _shown(request: Request, key: UUID, problem: str = "") -> HttpResponse:
    row = request.scope.row(Betaalbatch, key, Daad.BETALINGEN)
    regels = Betaalregel.objects.filter(batch=row).order_by("aanbieder", "nummer", "pk")
    at = page(request.GET.get("blad"), size=ROWS, total=regels.count(), parameter="blad", anchor="declaraties")
    context = {
        "batch": row,
        "name": name_of(row),
        "own_words": words(row.party),
        "state": shown.batch_state(row),
        "total": amount(row.totaal),
        "withdrawn": row.staat == Betaalbatch.Staat.INGETROKKEN,
        "ready": row.staat == Betaalbatch.Staat.KLAAR,
        "found": shown.comparison(compare(row)),
        "transfers": [
            {"code": each.aanbieder, "name": each.naam, "iban": shown.masked(each.iban), "amount": amount(each.bedrag)}
            for each in betalen.transfers(row)
        ],
        "page": at,
        "rows": [
            {"key": each.bericht_id, "number": each.nummer, "provider": each.aanbieder, "amount": amount(each.bedrag)}
            for each in regels[at.start : at.start + at.size]
        ],
        "may_pay": request.scope.may_for(Daad.BETALEN, row.party_id),
        "problem": problem,
    }
    return render(request, "ketenwerk/betaalbatch.html", context, status=422 if problem else 200)


def name_of(row: Betaalbatch) -> str:
    """The name of a file about a batch: the party and a number."""
    return f"betaling-{row.party.code}-{row.party.wet}-{row.nummer}"


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
