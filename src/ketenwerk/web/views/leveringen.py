"""Deliveries of a provider: per month and assignment, typed per week, and brought in with a file."""

import re
import uuid
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from ketenwerk.claims.periode import Periode
from ketenwerk.messages.describe.dutch import amount
from ketenwerk.process import arrangement, declareerplan, leveren
from ketenwerk.protocol.afspraken import Afspraak
from ketenwerk.protocol.bezwaar import Bezwaar, Onleesbaar
from ketenwerk.protocol.kolom import Ongeldig
from ketenwerk.protocol.leveringbestand import EENHEDEN, Rijlevering, quantity
from ketenwerk.register import clients, leveringen
from ketenwerk.register.models import Declaratieregel, EigenPartij, Gesprek, Levering, Toewijzingversie

from .. import weergaven
from ..access import Request, asks
from ..exporting import files
from ..maanden import chosen_month, chosen_party, head
from ..models import Inzage
from ..roles import Daad
from ..shown.leveringen import DayField, assignment_rows, delivery_rows, units_of, week_of, weekday
from ..shown.paging import page
from ..shown.parties import short

ROWS = 50
_NONCE: Final = re.compile(r"[0-9a-f]{32}")
_DAY: Final = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}")
STATES = {"open": _("Te declareren"), "leeg": _("Niets ingevuld")}


@asks(Daad.LEVERING)
@require_safe
def lijst(request: Request) -> HttpResponse:
    return render(request, "ketenwerk/leveringen.html", overview(request))


def overview(request: Request) -> dict[str, object]:
    """The assignments that hold in a month, with what was delivered on each."""
    own, period = chosen_party(request, Daad.LEVERING), chosen_month(request)
    stand, gemeente = request.GET.get("stand", ""), request.GET.get("gemeente", "")
    municipalities = _municipalities(own.pk) if own else []
    rows = chosen_rows(request, own, period)
    shown = page(request.GET.get("blad"), size=ROWS, total=rows.count(), parameter="blad", anchor="leveringen")
    versies = list(
        rows.select_related("dossier__client", "dossier__gesprek").defer("feit")[shown.start : shown.start + shown.size]
    )
    return {
        **head(request, Daad.LEVERING, own, period),
        "address": reverse("leveringen"),
        "page": shown,
        "rows": assignment_rows(versies, period, own.wet) if own else [],  # type: ignore[arg-type]
        "stand": stand if stand in STATES else "",
        "states": [{"key": key, "name": name} for key, name in STATES.items()],
        "gemeente": gemeente,
        "gemeenten": municipalities,
        "narrowed": bool(gemeente or stand in STATES),
        "weergaven": weergaven.shown(request, "leveringen"),
        **files(request, "leveringen-bestand"),
    }


def chosen_rows(request: Request, own: EigenPartij | None, period: Periode) -> QuerySet[Toewijzingversie]:
    """The assignments of the list, those of all its pages."""
    rows, gemeente = leveringen.on([own.pk] if own else [], period.begin, period.eind), request.GET.get("gemeente", "")
    if own and gemeente and Gesprek.objects.filter(party=own, gemeente=gemeente).exists():
        rows = rows.filter(dossier__gesprek__gemeente=gemeente)
    return _in_state(rows, request.GET.get("stand", ""), period)


def _municipalities(party_id: int) -> list[dict[str, str]]:
    codes = Gesprek.objects.filter(party=party_id).order_by("gemeente").values_list("gemeente", flat=True)
    return [{"code": code, "name": short(code)} for code in codes]


def _in_state(rows: QuerySet[Toewijzingversie], stand: str, period: Periode) -> QuerySet[Toewijzingversie]:
    given = Levering.objects.filter(
        gesprek=OuterRef("dossier__gesprek"),
        client=OuterRef("dossier__client"),
        toewijzing=OuterRef("nummer"),
        datum__gte=period.begin,
        datum__lte=period.eind,
    )
    if stand == "open":
        return rows.filter(Exists(given.filter(open=True)))
    return rows.exclude(Exists(given)) if stand == "leeg" else rows


@asks(Daad.LEVERING)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def levering(request: Request, key: UUID) -> HttpResponse:
    """What was delivered on one assignment in a month, and the form of a week for who may fill it in."""
    versie = request.scope.row(Toewijzingversie, key, Daad.DECLAREREN if request.method == "POST" else Daad.LEVERING)
    bezwaren: list[Bezwaar] = []
    if request.method == "POST":
        rows, bezwaren = _typed(request, versie)
        if not rows and not bezwaren:
            bezwaren = [Bezwaar("", _("Er is niets bewaard: u vulde geen dag in. Vul bij een dag een hoeveelheid in."))]
        if not bezwaren:
            bezwaren = _kept(request, versie, rows)
        if not bezwaren:
            first = min(row.datum for row in rows)
            return redirect(f"{reverse('levering', args=[versie.pk])}?maand={first:%Y-%m}&week={first}")
    if request.method == "GET":
        request.scope.saw(Inzage.Daad.CLIENT, client=versie.dossier.client)
    return render(request, "ketenwerk/levering.html", _one(request, versie, bezwaren), status=422 if bezwaren else 200)


@asks(Daad.DECLAREREN)
@require_http_methods(["GET", "HEAD", "POST"])
def weghalen(request: Request, key: UUID) -> HttpResponse:
    """Takes out a delivery that was entered wrongly and that no line ever claimed."""
    versie = request.scope.row(Toewijzingversie, key, Daad.DECLAREREN)
    chosen = request.POST.get("levering", "")
    if request.method == "POST" and chosen.isascii() and chosen.isdigit() and len(chosen) < 19:
        leveringen.remove([versie.party_id], int(chosen))
    return redirect(f"{reverse('levering', args=[versie.pk])}?maand={chosen_month(request).begin:%Y-%m}")


def _one(request: Request, versie: Toewijzingversie, bezwaren: list[Bezwaar]) -> dict[str, object]:
    period = chosen_month(request)
    dossier = versie.dossier
    rows = list(leveringen.of_assignment(dossier.gesprek_id, dossier.client_id, versie.nummer, period.begin, period.eind))
    lines = leveringen.lines_of(dossier.gesprek_id, {row.referentie for row in rows} - {""})
    (shown,) = assignment_rows([versie], period, versie.party.wet)  # type: ignore[arg-type]
    sent = request.POST if request.method == "POST" else {}
    days = week_of(_asked_day(request) or period.begin)
    by_field: dict[str, list[str]] = {}
    for each in bezwaren:
        by_field.setdefault(each.plaats or each.veld, []).append(each.tekst)
    today, agreed = timezone.localdate(), _agreed(versie, period)
    return {
        **head(request, Daad.LEVERING, versie.party, period),
        "versie": versie,
        "shown": shown,
        "rows": delivery_rows(rows, lines),
        "days": [
            DayField(f"dag-{day}", weekday(day), str(sent.get(f"dag-{day}", "")), day > today, tuple(by_field.pop(str(day), ())))
            for day in days
        ],
        "week": str(days[0]),
        "units": units_of(versie.eenheid),
        "unit": sent.get("eenheid", ""),
        "asks_product": not versie.code,
        "asks_categorie": not versie.categorie,
        "product": sent.get("product", ""),
        "categorie": sent.get("categorie", ""),
        "asks_absence": any(each.declarabele_afwezigheid is not None for each in agreed),
        "arrangement": _pieces(versie) if any(each.helften for each in agreed) else None,
        "asks_tariff": any(each.maximum_tarief for each in agreed),
        "absent": sent.get("afwezig") == "ja",
        "nonce": _nonce(request) or uuid.uuid4().hex,
        "problems": [{"tekst": tekst} for found in by_field.values() for tekst in dict.fromkeys(found)],
    }


def _pieces(versie: Toewijzingversie) -> dict[str, object]:
    """The claimed pieces of an arrangement in halves that stand, for who changes to another one (E201)."""
    rows = arrangement.standing(versie.dossier.gesprek, [versie.nummer])
    mine = [row for row in rows if row.client_id == versie.dossier.client_id]
    lines = [
        {
            "bericht": row.declaratie.bericht_id,
            "positie": row.positie,
            "nummer": row.referentie,
            "bedrag": amount(-row.bedrag),
            "waits": row.staat == Declaratieregel.Staat.OPEN,
        }
        for row in mine
    ]
    return {"lines": lines, "reason": arrangement.IN_OVEREENSTEMMING[versie.dossier.gesprek.fact.wet]}


def _agreed(versie: Toewijzingversie, period: Periode) -> list[Afspraak]:
    """What was agreed at the end of the month on what was assigned; where it leaves the product open, on all that may be."""
    fact = versie.dossier.gesprek.fact
    rows = declareerplan.afspraken_van(versie.dossier.gesprek).producten(fact.wet, fact.gemeente, fact.aanbieder, period.eind)
    return [each for each in rows if versie.categorie in ("", each.categorie) and versie.code in ("", each.code)]


def _typed(request: Request, versie: Toewijzingversie) -> tuple[list[Rijlevering], list[Bezwaar]]:
    sent, nonce = request.POST, _nonce(request) or uuid.uuid4().hex
    unit = sent.get("eenheid", "")
    if unit not in units_of(versie.eenheid):
        return [], [Bezwaar("eenheid", _("Er is niets bewaard: kies een eenheid uit de lijst."))]
    bsn, found, bezwaren = clients.bsn_of(versie.dossier.client), [], []
    for day in week_of(_asked_day(request) or chosen_month(request).begin):
        written = sent.get(f"dag-{day}", "").strip()[:20]
        if not written:
            continue
        try:
            amount = quantity(written, unit)
        except Ongeldig as fault:
            bezwaren.append(Bezwaar("hoeveelheid", str(fault), plaats=str(day)))
            continue
        found.append(
            Rijlevering(
                plaats=str(day),
                datum=day,
                bsn=bsn,
                toewijzing=versie.nummer,
                soort=EENHEDEN[unit][0],
                hoeveelheid=amount,
                categorie=sent.get("categorie", "").strip()[:2],
                product=sent.get("product", "").strip()[:5],
                gemeente=versie.dossier.gesprek.gemeente,
                afwezig=sent.get("afwezig") == "ja",
                kenmerk=f"{nonce}-{day}",
            )
        )
    return found, bezwaren


def _kept(request: Request, versie: Toewijzingversie, rows: list[Rijlevering]) -> list[Bezwaar]:
    try:
        leveren.typed(rows, versie.party, timezone.now(), timezone.localdate(), request.scope.gebruiker.naam)
    except Onleesbaar as wrong:
        twice = _("Deze dag is met dit formulier al bewaard. Haal eerst die levering weg.")
        return [
            Bezwaar(each.veld, twice if each.veld == "kenmerk" else each.tekst, plaats=each.plaats)
            for each in wrong.bezwaren
            if each.blokkeert
        ]
    return []


def _asked_day(request: Request) -> date | None:
    asked = request.POST.get("week", "") if request.method == "POST" else request.GET.get("week", "")
    try:
        return date.fromisoformat(asked) if _DAY.fullmatch(asked) else None
    except ValueError:
        return None


def _nonce(request: Request) -> str:
    sent = request.POST.get("formulier", "")
    return sent if _NONCE.fullmatch(sent) else ""
