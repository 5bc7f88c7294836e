"""One line of a claim with its calculation, as a page and as JSON."""

from itertools import islice
from uuid import UUID

import msgspec
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ketenwerk.process import nakijken
from ketenwerk.process.berekend import Berekend, calculated
from ketenwerk.process.declareren import Plaats, refusal
from ketenwerk.process.nakijken import Besluit
from ketenwerk.register import declaratiedeel, voorstellen
from ketenwerk.register.models import Declaratie
from ketenwerk.standard import m323

from ..access import Request, asks
from ..models import Inzage
from ..roles import Daad
from ..shown.berekend import cards_of, earlier, outcome, paragraphs, said
from ..shown.cards import Card
from ..shown.declaratie import Problem, choices, head
from ..shown.declaratieregels import line_row
from ..shown.opened import findings_of, opened


@asks(Daad.DECLARATIE)
@require_safe
def regel(request: Request, key: UUID, positie: int) -> HttpResponse:
    return line_page(request, key, positie)


def line_page(request: Request, key: UUID, positie: int, problem: Problem | None = None, *, status: int = 200) -> HttpResponse:
    """The page of a line, for who may see the claim, with what was wrong with a decision on it."""
    declaratie, berekend = _calculated(request, key, positie)
    line = declaratie.regel_rijen.select_related("client", "client__party").get(positie=positie)
    besluiten = nakijken.decided(declaratie)
    ours = declaratie.party.code == declaratie.gesprek.aanbieder
    waits = declaratie.staat == Declaratie.Staat.OPEN and not ours
    voorstel = nakijken.shown(declaratie, timezone.now(), besluiten) if waits else None
    wet = declaratie.gesprek.fact.wet
    context = {
        **head(declaratie, voorstel, besluiten, timezone.localdate()),
        "line": line_row(line, wet, voorstel, besluiten.get(positie)),
        "besluit": besluiten.get(positie),
        "paragraphs": paragraphs(berekend),
        "outcome": outcome(berekend),
        "earlier": earlier(berekend, declaratie),
        "berekend": berekend,
        "cards": [] if ours else _cards(declaratie, positie, besluiten.get(positie), waits=waits),
        "said": said(line.codes.split()) if ours else [],
        "codes": choices(wet),
        "problem": problem,
        "sent": request.POST,
        "may_answer": waits and request.scope.may_for(Daad.BEANTWOORDEN, declaratie.party_id),
        "client_key": line.client_id if request.scope.may_for(Daad.CLIENT, declaratie.party_id) else None,
        "before": positie - 1 if positie else None,
        "after": positie + 1 if positie + 1 < declaratie.regels else None,
        "json": reverse("declaratieregel-json", args=[key, positie]),
    }
    if request.method == "GET":
        request.scope.saw(Inzage.Daad.GELEZEN, bericht=declaratie.bericht)
    return render(request, "ketenwerk/declaratieregel.html", context, status=status)


@asks(Daad.DECLARATIE)
@require_safe
def regel_json(request: Request, key: UUID, positie: int) -> HttpResponse:
    """The numbers of the calculation, in the shape of docs/berekening.md. It names no client."""
    _, berekend = _calculated(request, key, positie)
    name = f"berekening-{key.hex[:12]}-{positie + 1}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(msgspec.json.encode(berekend.berekening), content_type="application/json", headers=headers)


def _calculated(request: Request, key: UUID, positie: int) -> tuple[Declaratie, Berekend]:
    """Raises Http404 for a line that is not there: a claim that was rejected as a whole keeps no lines."""
    declaratie = request.scope.declaratie(key, Daad.DECLARATIE)
    try:
        return declaratie, calculated(declaratie, positie, timezone.now())
    except IndexError:
        raise Http404 from None


def _cards(declaratie: Declaratie, positie: int, besluit: Besluit | None, *, waits: bool) -> list[Card]:
    """What was found of a line, and that a person refuses it."""
    found = voorstellen.findings(declaratie) if waits else findings_of(declaratie.bericht)
    refused = waits and besluit is not None and not besluit.vast
    if not found and not refused:
        return []
    place = _place(declaratie, positie)
    mine = [*found, refusal(place, besluit.code)] if refused and besluit is not None else found
    return cards_of(mine, place, declaratie.gesprek.fact.wet)


def _place(declaratie: Declaratie, positie: int) -> Plaats:
    """Where a finding says that the line is. The message tells it where the register cannot."""
    found = declaratiedeel.plaats(declaratie, positie)
    if found is not None:
        return found
    bericht = opened(declaratie.bericht).bericht
    assert isinstance(bericht, m323.Bericht)
    return next(islice(nakijken.places(bericht), positie, None))
