"""What a provider of ours waits for, per municipality; a claim that it sent, with what became of each line; mending a line."""

import re
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from ketenwerk.claims.correctie import crediteren_uiterlijk, opnieuw_uiterlijk
from ketenwerk.claims.lijn import Lijn
from ketenwerk.claims.periode import maand
from ketenwerk.claims.reden import Weglating
from ketenwerk.messages.describe.dutch import amount, day, month
from ketenwerk.process import corrigeren, technisch
from ketenwerk.process.indienen import Rejected
from ketenwerk.register import betalingen
from ketenwerk.register.models import Archiefbericht, Declaratie, Declaratieregel
from ketenwerk.register.openstaand import standing
from ketenwerk.standard.types import Wet

from .. import weergaven
from ..access import Request, asks
from ..exporting import files
from ..maanden import chosen_party, head
from ..models import Inzage
from ..roles import Daad
from ..shown.cards import card
from ..shown.declaratieregels import line_row
from ..shown.declaraties import claim_row
from ..shown.herstel import new_line, old_line
from ..shown.openstaand import gemeente_row
from ..shown.paging import page
from ..shown.redenen import reden

ROWS: Final = 50
TECHNISCH, OPNIEUW = "technisch", "opnieuw"
_MELDING: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./-]{0,29}")
TABS: Final = (("", _("Alle regels")), ("open", _("Open")), ("toegekend", _("Toegekend")), ("afgewezen", _("Afgewezen")))


@asks(Daad.LEVERING)
@require_safe
def lijst(request: Request) -> HttpResponse:
    """Per municipality what is open, granted and rejected, the one waited for longest first; and the claims that wait."""
    own, today = chosen_party(request, Daad.LEVERING), timezone.localdate()
    claims = Declaratie.objects.filter(party=own, staat=Declaratie.Staat.OPEN).order_by("dagtekening", "pk")
    shown = page(request.GET.get("blad"), size=ROWS, total=claims.count(), parameter="blad", anchor="declaraties")
    rows = claims.select_related("party", "gesprek")[shown.start : shown.start + shown.size]
    stands = [gemeente_row(each, own.wet, today) for each in standing(own, today)] if own else []
    context = {
        **head(request, Daad.LEVERING, own, maand(today)),
        "address": reverse("openstaand"),
        "standing": stands,
        "weergaven": weergaven.shown(request, "openstaand"),
        **files(request, "openstaand-bestand"),
        "open_total": amount(sum(each["open_cents"] for each in stands)),
        "late": sum(bool(each["late"]) for each in stands),
        "page": shown,
        "rows": [claim_row(each, today, {}) for each in rows],
        "technical": technisch.rejected([each.bericht_id for each in rows]),
    }
    return render(request, "ketenwerk/openstaand.html", context)


@asks(Daad.LEVERING)
@require_safe
def ingediend(request: Request, key: UUID) -> HttpResponse:
    """One claim that was sent, with its lines."""
    return _ingediend(request, _declaratie(request, key, Daad.LEVERING))


def _ingediend(request: Request, declaratie: Declaratie, problem: str = "") -> HttpResponse:
    key = declaratie.bericht_id
    today, asked = timezone.localdate(), request.GET.get("stand", "")
    stand = asked if asked in dict(TABS) else ""
    rows = declaratie.regel_rijen.order_by("positie")
    if stand:
        rows = rows.filter(staat=stand)
    shown = page(request.GET.get("blad"), size=ROWS, total=_count(declaratie, stand), parameter="blad", anchor="regels")
    wet: Wet = declaratie.gesprek.fact.wet
    context = {
        "address": reverse("ingediend", args=[key]),
        "claim": claim_row(declaratie, today, {}),
        "expected": betalingen.expected([declaratie]).get(declaratie.pk),
        "rejected_amount": amount(declaratie.ingediend - (declaratie.toegekend or 0)) if declaratie.beantwoord_op else "",
        "page": shown,
        "stand": stand,
        "tabs": [{"key": name, "name": words, "count": _count(declaratie, name)} for name, words in TABS],
        "rows": [
            {"line": line_row(row, wet, None, None), "repair": _repair(row)}
            for row in rows.select_related("client")[shown.start : shown.start + shown.size]
        ],
        "terms": _terms(declaratie, today),
        "readable": request.scope.reads(declaratie.party_id),
        "answer_key": declaratie.antwoord_id,
        "may_claim": request.scope.may_for(Daad.DECLAREREN, declaratie.party_id),
        "waits": declaratie.staat == Declaratie.Staat.OPEN,
        "refused": declaratie.staat == Declaratie.Staat.AFGEWEZEN,
        "technical": bool(technisch.rejected([key])),
        "problem": problem,
    }
    if request.method == "GET":
        request.scope.saw(Inzage.Daad.GELEZEN, bericht=declaratie.bericht)
    return render(request, "ketenwerk/ingediend.html", context, status=422 if problem else 200)


@asks(Daad.DECLAREREN)
@require_http_methods(["GET", "HEAD", "POST"])
def onderweg(request: Request, key: UUID, daad: str) -> HttpResponse:
    """Notes that a hub could not read the file, or offers the same file again (E199)."""
    declaratie = _declaratie(request, key, Daad.DECLAREREN)
    if request.method != "POST":
        return redirect("ingediend", key=key)
    melding = request.POST.get("melding", "").strip()
    if daad not in (TECHNISCH, OPNIEUW):
        raise Http404
    if melding and not _MELDING.fullmatch(melding):
        return _ingediend(request, declaratie, "melding")
    try:
        if daad == TECHNISCH:
            technisch.reject(key, timezone.now(), melding)
        else:
            technisch.offer_again(key, timezone.now())
    except technisch.NotWaiting:
        return _ingediend(request, declaratie, "onderweg")
    return redirect("ingediend", key=key)


@asks(Daad.DECLAREREN)
@require_http_methods(["GET", "HEAD", "POST"])
def herstellen(request: Request, key: UUID, positie: int) -> HttpResponse:
    """Claims a rejected line anew, or credits a granted one, with another in its place or without."""
    declaratie = _declaratie(request, key, Daad.DECLAREREN)
    row = declaratie.regel_rijen.select_related("client").filter(positie=positie).first()
    now = timezone.now()
    gezien = row and corrigeren.looked(
        declaratie.gesprek, declaratie.bericht, row.referentie, row.toewijzing, timezone.localdate(now)
    )
    if row is None or gezien is None:
        raise Http404
    problem: dict[str, Any] = {}
    if request.method == "POST":
        try:
            sent = corrigeren.correct(gezien, _volume(request, gezien), now)
            return redirect("ingediend", key=sent.pk)
        except corrigeren.Prevented as prevented:
            problem = {"prevented": reden(prevented.reden)}
        except Rejected as rejected:
            problem = {"findings": [finding for report in rejected.reports for finding in report.rejecting]}
    wet: Wet = declaratie.gesprek.fact.wet
    context = {
        "claim": claim_row(declaratie, timezone.localdate(now), {}),
        "positie": positie,
        "old": line_row(row, wet, None, None),
        "old_line": old_line(gezien, wet),
        "new": new_line(gezien.nieuw, wet) if isinstance(gezien.nieuw, Lijn) else None,
        "cannot": reden(gezien.nieuw) if isinstance(gezien.nieuw, Weglating) else None,
        "belet": reden(gezien.belet) if gezien.belet else None,
        "rejected": gezien.is_afgewezen,
        "volume": request.POST.get("volume", ""),
        "prevented": problem.get("prevented"),
        "cards": [card(number, finding, wet) for number, finding in enumerate(problem.get("findings", ()), 1)],
        "terms": _terms(declaratie, timezone.localdate(now)),
    }
    return render(request, "ketenwerk/herstellen.html", context, status=422 if problem else 200)


def _declaratie(request: Request, key: UUID, daad: Daad) -> Declaratie:
    """A claim that a provider of this user sent. Raises Http404."""
    row: Archiefbericht = request.scope.bericht(key, daad)
    found = Declaratie.objects.select_related("party", "gesprek__party", "bericht").defer("bericht__payload").filter(bericht=row)
    declaratie = found.first()
    if declaratie is None or declaratie.party.code != declaratie.gesprek.aanbieder:
        raise Http404
    return declaratie


def _count(declaratie: Declaratie, stand: str) -> int:
    """From the figures of the claim, so that no lines are counted."""
    if declaratie.staat == Declaratie.Staat.AFGEWEZEN:
        return 0
    answered = declaratie.staat == Declaratie.Staat.BEANTWOORD
    return {
        "": declaratie.regels,
        "open": 0 if answered else declaratie.regels,
        "toegekend": declaratie.regels - declaratie.afgewezen_regels if answered else 0,
        "afgewezen": declaratie.afgewezen_regels,
    }[stand]


def _repair(row: Declaratieregel) -> str:
    """What can be done with a line: "opnieuw", "corrigeren", or "" for nothing."""
    if not row.debet or row.staat == Declaratieregel.Staat.OPEN:
        return ""
    if row.staat == Declaratieregel.Staat.AFGEWEZEN:
        return "opnieuw"
    return "corrigeren" if not row.gecrediteerd and row.bedrag else ""


def _terms(declaratie: Declaratie, today: date) -> dict[str, Any]:
    """Until when rejected and granted lines are corrected in time (E197, E198)."""
    if declaratie.staat != Declaratie.Staat.BEANTWOORD or declaratie.beantwoord_op is None:
        return {}
    last = opnieuw_uiterlijk(maand(declaratie.periode))
    until = crediteren_uiterlijk(declaratie.beantwoord_op)
    return {
        "again": month(last.begin) if declaratie.afgewezen_regels else "",
        "again_late": maand(today).begin > last.begin,
        "credit": day(until) if declaratie.regels > declaratie.afgewezen_regels else "",
        "credit_late": today > until,
    }


def _volume(request: Request, gezien: corrigeren.Gezien) -> int | None:
    """The volume that was asked for: None takes back and puts nothing in its place; 0 for what is no number."""
    if request.POST.get("daad") == "crediteren" and not gezien.is_afgewezen:
        return None
    written = request.POST.get("volume", "").strip()
    return int(written) if written.isascii() and written.isdigit() and len(written) <= 8 else 0
