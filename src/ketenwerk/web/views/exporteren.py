"""The lists of the pages as files (CSV or .xlsx), each with the filters and the party scope of its page."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from ketenwerk.process import betalen, nakijken
from ketenwerk.process.betaalcontrole import regional
from ketenwerk.register import betalingen
from ketenwerk.register.models import Betaalbatch, Betaalregel, Client, Declaratie
from ketenwerk.register.openstaand import standing

from ..access import Request, asks
from ..betaalforms import asked_day
from ..betaallijst import batch_list, batches_list, open_list, regional_list
from ..exporting import download, in_parts, known
from ..maanden import chosen_month, chosen_party
from ..roles import Daad
from ..shown import exported
from ..shown.leveringen import assignment_rows
from ..shown.relatie import listed as shown_parties
from ..shown.rows import exported_rows
from . import aanbieders, betaalbatch, clienten, declaraties, inzage, leveringen, lijst
from .betalingen import asked_posts, chosen


@asks(Daad.LIJST)
@require_safe
def berichten(request: Request, vorm: str) -> HttpResponseBase:
    known(vorm)
    rows = exported_rows(lijst.chosen_rows(request))
    return download(exported.messages(each for part in in_parts(rows) for each in part), vorm)


@asks(Daad.CLIENT)
@require_safe
def clientenlijst(request: Request, vorm: str) -> HttpResponseBase:
    known(vorm)
    rows = clienten.chosen_rows(request)
    full = _full_of(request, rows.order_by().values_list("party_id", flat=True).distinct())
    pairs = ((client, row) for part in in_parts(clienten.ordered(rows)) for client, row in clienten.paired(part))
    return download(exported.people(pairs, full.__contains__), vorm)


@asks(Daad.DECLARATIE)
@require_safe
def declaratielijst(request: Request, vorm: str) -> HttpResponseBase:
    known(vorm)
    today = timezone.localdate()
    rows = declaraties.chosen_rows(request, today)
    return download(exported.claims((each for part in in_parts(rows) for each in part), today), vorm)


@asks(Daad.DECLARATIE)
@require_safe
def declaratieregels(request: Request, key: UUID, vorm: str) -> HttpResponseBase:
    """All lines of a claim with what became of them; of one that waits with what the 325 would do, as its page says."""
    declaratie = request.scope.declaratie(key, Daad.DECLARATIE)
    known(vorm)
    rows = declaratie.regel_rijen.order_by("positie").iterator(chunk_size=1000)
    waits = declaratie.staat == Declaratie.Staat.OPEN and declaratie.party.code == declaratie.gesprek.gemeente
    besluiten = nakijken.decided(declaratie) if waits else {}
    voorstel = nakijken.shown(declaratie, timezone.now(), besluiten) if waits else None
    return download(exported.lines(f"declaratie-{key.hex[:12]}", rows, voorstel, besluiten), vorm)


@asks(Daad.LEVERING)
@require_safe
def leveringenlijst(request: Request, vorm: str) -> HttpResponseBase:
    known(vorm)
    own, period = chosen_party(request, Daad.LEVERING), chosen_month(request)
    rows = leveringen.chosen_rows(request, own, period).select_related("dossier__client", "dossier__gesprek").defer("feit")
    full = _full_of(request, [own.pk] if own else [])

    def pairs() -> Iterator[tuple[Client, Any]]:
        for part in in_parts(rows):
            for versie, row in zip(part, assignment_rows(part, period, own.wet), strict=True):  # type: ignore[union-attr,arg-type]
                yield versie.dossier.client, row

    return download(exported.assignments(pairs(), f"{period.begin:%Y-%m}", full=bool(full)), vorm)


@asks(Daad.LEVERING)
@require_safe
def openstaand(request: Request, vorm: str) -> HttpResponseBase:
    known(vorm)
    own, today = chosen_party(request, Daad.LEVERING), timezone.localdate()
    return download(exported.open_money(standing(own, today) if own else [], today), vorm)


@asks(Daad.BETALINGEN)
@require_safe
def open_declaraties(request: Request, vorm: str) -> HttpResponseBase:
    """What waits for payment, of the provider that was chosen or of all."""
    known(vorm)
    own = chosen(request, Daad.BETALINGEN)
    waiting = betalingen.to_pay(own) if own else None
    return download(open_list(asked_posts(request, waiting), waiting.vervalt if waiting else {}), vorm)


@asks(Daad.BETALINGEN)
@require_safe
def betaalbatches(request: Request, vorm: str) -> HttpResponseBase:
    known(vorm)
    own = chosen(request, Daad.BETALINGEN)
    return download(batches_list(betalingen.batches(own) if own else ()), vorm)


@asks(Daad.BETALINGEN)
@require_safe
def betaalopdracht(request: Request, vorm: str) -> HttpResponseBase:
    """The order of a region as a list: per municipality and provider what was approved and falls due until a day (E204)."""
    known(vorm)
    tot = asked_day(request.GET.get("tot"), timezone.localdate() + timedelta(days=6))
    return download(regional_list(regional(request.scope.parties(Daad.BETALINGEN), tot), tot), vorm)


@asks(Daad.BETALINGEN)
@require_safe
def batchregels(request: Request, key: UUID, vorm: str) -> HttpResponseBase:
    """Each claim in the batch."""
    row = request.scope.row(Betaalbatch, key, Daad.BETALINGEN)
    known(vorm)
    names = {each.aanbieder: each.naam for each in betalen.transfers(row)}
    rows = Betaalregel.objects.filter(batch=row).order_by("aanbieder", "nummer", "pk")
    return download(batch_list(betaalbatch.name_of(row), rows.iterator(), names), vorm)


@asks(Daad.PARTIJEN)
@require_safe
def partijen(request: Request, vorm: str) -> HttpResponseBase:
    known(vorm)
    rows = aanbieders.chosen_rows(request)
    return download(exported.partners(row for part in in_parts(rows) for row in shown_parties(part)), vorm)


@asks(Daad.INZAGE)
@require_safe
def inzagen(request: Request, vorm: str) -> HttpResponseBase:
    known(vorm)
    return download(exported.views(each for part in in_parts(inzage.chosen_rows(request)) for each in part), vorm)


def _full_of(request: Request, parties: Any) -> frozenset[int]:
    """The own parties of which the whole BSN goes along, where this user may see messages in full; that is noted (E285)."""
    if request.method != "GET":
        return frozenset()
    full = frozenset(each for each in parties if request.scope.may_for(Daad.VOLLEDIG, each))
    request.scope.exported(full)
    return full
