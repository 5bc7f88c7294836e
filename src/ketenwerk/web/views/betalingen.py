"""Payments of a municipality: what is due when, to whom, and what was ordered; for a region per municipality (E195, E204)."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ketenwerk.claims.betaling import STANDAARD, Aanvang, Betaaltermijn, Post, Termijnafspraak
from ketenwerk.process.betaalcontrole import regional
from ketenwerk.register import betalingen, rekeningen
from ketenwerk.register.models import EigenPartij, Relatie

from .. import weergaven
from ..access import Request, asks
from ..betaalforms import Termijnvorm, asked_day
from ..exporting import files
from ..roles import Daad
from ..shown import betaling as shown
from ..shown.paging import page
from ..shown.parties import of_law, party

ROWS = 50
BATCHES = 20


def chosen(request: Request, daad: Daad) -> EigenPartij | None:
    """The own party that was asked for, or the first for which this user may do it."""
    mine = request.scope.parties(daad)
    asked = request.POST.get("partij") or request.GET.get("partij", "")
    return next((each for each in mine if str(each.pk) == asked), mine[0] if mine else None)


def words(own: EigenPartij) -> str:
    return f"{party(own.code)}, {of_law(own.wet)}"


def choices(parties: list[EigenPartij]) -> list[dict[str, str]]:
    return [{"key": str(each.pk), "name": words(each)} for each in parties]


@asks(Daad.BETALINGEN)
@require_safe
def overzicht(request: Request) -> HttpResponse:
    own = chosen(request, Daad.BETALINGEN)
    mine = request.scope.parties(Daad.BETALINGEN)
    today = timezone.localdate()
    tot = asked_day(request.GET.get("tot"), today + timedelta(days=6))
    eigen = betalingen.own_account(own) if own else None
    context: dict[str, object] = {
        "address": reverse("betalingen"),
        "own": own,
        "own_words": words(own) if own else "",
        "parties": choices(mine),
        "eigen": eigen,
        "may_pay": bool(own and request.scope.may_for(Daad.BETALEN, own.pk)),
        "tot": tot,
        "region": shown.region(regional(mine, tot)) if len(mine) > 1 else [],
        "weergaven": weergaven.shown(request, "betalingen"),
        "open_files": files(request, "betalingen-bestand"),
        "batch_files": files(request, "betaalbatches-bestand"),
    }
    waiting = betalingen.to_pay(own) if own else None
    if own and waiting:
        context |= _waiting(request, own, waiting, today)
    return render(request, "ketenwerk/betalingen.html", context)


def asked_posts(request: Request, waiting: betalingen.TeBetalen | None) -> list[Post]:
    """The claims that wait, of the provider that was chosen or of all; what falls due first stands first."""
    of = request.GET.get("aanbieder", "")
    posten = [post for post in waiting.posten if of in ("", post.aanbieder)] if waiting else []
    return sorted(posten, key=lambda each: waiting.vervalt[each.sleutel]) if waiting else []


@asks(Daad.PARTIJEN)
@require_safe
def termijnen(request: Request) -> HttpResponse:
    return render(request, "ketenwerk/betaaltermijnen.html", _terms(request, Termijnvorm()))


@asks(Daad.CONTRACT)
@require_http_methods(["GET", "HEAD", "POST"])
def termijn(request: Request) -> HttpResponse:
    """Keeps a payment term."""
    if request.method != "POST":
        return redirect("betaaltermijnen")
    vorm, own = Termijnvorm(request.POST), chosen(request, Daad.CONTRACT)
    if not vorm.is_valid() or own is None:
        return render(request, "ketenwerk/betaaltermijnen.html", _terms(request, vorm), status=422)
    said = vorm.cleaned_data
    term = Betaaltermijn(said["dagen"], Aanvang(said["vanaf"]))
    kept = Termijnafspraak(termijn=term, van=said["van"], ander=said["ander"])
    betalingen.keep_term(own, kept, timezone.now(), request.scope.gebruiker.naam)
    return redirect(f"{reverse('betaaltermijnen')}?partij={own.pk}")


def _waiting(request: Request, own: EigenPartij, waiting: betalingen.TeBetalen, today: date) -> dict[str, object]:
    relaties = list(Relatie.objects.filter(party=own, code__in={post.aanbieder for post in waiting.posten}))
    of = request.GET.get("aanbieder", "")
    listed = asked_posts(request, waiting)
    at = page(request.GET.get("blad"), size=ROWS, total=len(listed), parameter="blad", anchor="open")
    made = betalingen.batches(own)
    batches = page(request.GET.get("batchblad"), size=BATCHES, total=made.count(), parameter="batchblad", anchor="batches")
    providers = shown.providers(waiting, rekeningen.by_code(relaties), {row.code: row.pk for row in relaties})
    return {
        "figures": shown.figures(waiting, today),
        "weeks": shown.weeks(waiting, today),
        "providers": providers,
        "of": of,
        "page": at,
        "claims": shown.claims(listed[at.start : at.start + at.size], waiting.vervalt, today),
        "batch_page": batches,
        "batches": shown.batch_rows(made[batches.start : batches.start + batches.size]),
    }


def _terms(request: Request, vorm: Termijnvorm) -> dict[str, object]:
    own = chosen(request, Daad.PARTIJEN)
    rows = sorted(betalingen.terms(own), key=lambda each: (each.ander, each.van)) if own else []
    return {
        "own": own,
        "own_words": words(own) if own else "",
        "parties": choices(request.scope.parties(Daad.PARTIJEN)),
        "rows": [
            {
                "other": party(each.ander) if each.ander else _("iedereen"),
                "days": each.termijn.dagen,
                "from": each.termijn.vanaf,
                "since": each.van,
            }
            for each in rows
        ],
        "standard": STANDAARD,
        "form": vorm,
        "may_edit": bool(own and request.scope.may_for(Daad.CONTRACT, own.pk)),
    }
