"""Claiming over a month: per municipality what may be claimed, what would become of it, and sending it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ketenwerk.claims.periode import Periode
from ketenwerk.messages.describe.dutch import amount, month
from ketenwerk.process import declareerplan, indienen, uiterlijk
from ketenwerk.process.declareerplan import Plan
from ketenwerk.register.models import Archiefbericht, EigenPartij, Gesprek, Levering

from ..access import Request, asks
from ..maanden import chosen_month, chosen_party, head
from ..roles import Daad
from ..shown.indienen import bad_first, figures, left_out, plan_lines
from ..shown.paging import page
from ..shown.parties import short
from ..shown.uiterlijk import due_rows

CARDS: Final = 6
LINES: Final = 100
LEFT_OUT: Final = 100
_MARK: Final = 40


@asks(Daad.LEVERING)
@require_safe
def overzicht(request: Request) -> HttpResponse:
    """One card per municipality. What would become of its lines is asked per card, so that the page itself stays quick."""
    own, period = chosen_party(request, Daad.LEVERING), chosen_month(request)
    waiting = _waiting(own, period)
    shown = page(request.GET.get("blad"), size=CARDS, total=len(waiting), parameter="blad", anchor="gemeenten")
    here = dict(list(waiting.items())[shown.start : shown.start + shown.size])
    found = declareerplan.plans(own, period.eind, timezone.localdate(), gesprekken=list(here)) if own and here else []
    context = {
        **head(request, Daad.LEVERING, own, period),
        "address": reverse("declareren"),
        "page": shown,
        "cards": [_card(plan, here[plan.gesprek.pk]) for plan in found],
        "total": amount(sum(plan.bedrag for plan in found)),
        "lines": sum(len(plan.lijnen) for plan in found),
        "municipalities": sum(bool(plan.lijnen) for plan in found),
        "left": sum(len(plan.uitkomst.weggelaten) for plan in found),
        **due_rows(uiterlijk.due(own, timezone.localdate()) if own else [], timezone.localdate()),
    }
    return render(request, "ketenwerk/declareren.html", context)


@asks(Daad.DECLAREREN)
@require_http_methods(["GET", "HEAD", "POST"])
def alles(request: Request) -> HttpResponse:
    """Sends of every municipality on the page what would be granted, each all or nothing; what would not stays to be claimed."""
    own, period = chosen_party(request, Daad.DECLAREREN), chosen_month(request)
    if request.method != "POST" or own is None:
        return redirect("declareren")
    seen = dict(each.partition(":")[::2] for each in request.POST.getlist("zegel")[:CARDS])
    rows = Gesprek.objects.filter(party=own, pk__in=[key for key in seen if key.isascii() and key.isdigit() and len(key) < 10])
    results = [_sent_good(gesprek, period, seen[str(gesprek.pk)]) for gesprek in rows.order_by("gemeente")]
    context = {**head(request, Daad.LEVERING, own, period), "results": results}
    return render(request, "ketenwerk/declareren_klaar.html", context, status=200 if results else 422)


@asks(Daad.LEVERING)
@require_safe
def gemeente(request: Request, key: int) -> HttpResponse:
    """The lines of one municipality with what would become of each, and what is in no line."""
    return _one(request, request.scope.row(Gesprek, key, Daad.LEVERING))


@asks(Daad.DECLAREREN)
@require_http_methods(["GET", "HEAD", "POST"])
def gemeente_indienen(request: Request, key: int) -> HttpResponse:
    """Sends what was seen of one municipality: all of it, or nothing."""
    gesprek = request.scope.row(Gesprek, key, Daad.DECLAREREN)
    period = chosen_month(request)
    if request.method != "POST":
        return redirect(f"{reverse('declareren-gemeente', args=[key])}?maand={period.begin:%Y-%m}")
    zonder = _marks(request.POST.getlist("zonder"))
    try:
        sent = indienen.send(gesprek, period.eind, timezone.now(), zonder=zonder, zegel=request.POST.get("zegel", ""))
    except indienen.Changed:
        return _one(request, gesprek, _CHANGED)
    except indienen.Gap:
        return _one(request, gesprek, _GAP)
    except indienen.Rejected:
        return _one(request, gesprek, _REJECTED)
    context = {
        **head(request, Daad.LEVERING, gesprek.party, period),
        "results": [_result(gesprek, sent, 0)],
    }
    return render(request, "ketenwerk/declareren_klaar.html", context)


_CHANGED: Final = "gewijzigd"
_REJECTED: Final = "afgewezen"
_GAP: Final = "ontbreekt"


def _one(request: Request, gesprek: Gesprek, problem: str = "") -> HttpResponse:
    period, now = chosen_month(request), timezone.now()
    source = request.POST.getlist("zonder") if request.method == "POST" else request.GET.get("zonder", "").split(",")
    zonder = _marks(source)
    found = declareerplan.plans(gesprek.party, period.eind, timezone.localdate(now), gesprekken=[gesprek.pk], zonder=zonder)
    context: dict[str, object] = {
        **head(request, Daad.LEVERING, gesprek.party, period),
        "address": reverse("declareren-gemeente", args=[gesprek.pk]),
        "gesprek_key": str(gesprek.pk),
        "gemeente": short(gesprek.gemeente),
        "problem": problem,
        "plan": None,
        "page": page(None, size=LINES, total=0, parameter="blad", anchor="regels"),
    }
    if found:
        context |= _plan_context(request, found[0], zonder, now)
    return render(request, "ketenwerk/declareren_gemeente.html", context, status=422 if problem else 200)


def _plan_context(request: Request, plan: Plan, zonder: list[str], now: datetime) -> dict[str, object]:
    proef = indienen.tried(plan, now)
    wet = plan.gesprek.fact.wet
    ordered = bad_first(plan.uitkomst.handelingen, proef)
    shown = page(request.GET.get("blad"), size=LINES, total=len(ordered), parameter="blad", anchor="regels")
    lines = plan_lines(ordered[shown.start : shown.start + LINES], wet, proef)
    weggelaten, count = left_out(plan.uitkomst.weggelaten, LEFT_OUT)
    return {
        "plan": plan,
        "page": shown,
        "lines": [{"line": line, "zonder": _joined([*zonder, line.merk])} for line in lines],
        **figures(plan, proef),
        "can": proef.goed and bool(ordered),
        "unsigned": plan.zonder_verklaring,
        "missing": [month(each.begin) for each in proef.ontbreekt],
        "all_bad": _joined([*zonder, *proef.afgewezen]),
        "total": amount(plan.bedrag),
        "left": weggelaten,
        "left_count": count,
        "skipped": plan_lines(plan.overgeslagen, wet, None),
        "zegel": plan.zegel,
        "zonder": zonder,
    }


def _sent_good(gesprek: Gesprek, period: Periode, zegel: str) -> dict[str, object]:
    try:
        sent, left = indienen.send_good(gesprek, period.eind, timezone.now(), zegel=zegel)
    except indienen.Changed:
        return _result(gesprek, [], 0, _CHANGED)
    except indienen.Gap:
        return _result(gesprek, [], 0, _GAP)
    except indienen.Rejected:
        return _result(gesprek, [], 0, _REJECTED)
    return _result(gesprek, sent, left)


def _result(gesprek: Gesprek, sent: Iterable[Archiefbericht], left: int, problem: str = "") -> dict[str, object]:
    rows = [
        {
            "key": row.pk,
            "nummer": row.declaratie.nummer,
            "bedrag": amount(row.declaratie.ingediend),
            "regels": row.declaratie.regels,
        }
        for row in sent
    ]
    return {"gemeente": short(gesprek.gemeente), "gesprek_key": str(gesprek.pk), "sent": rows, "left": left, "problem": problem}


def _waiting(own: EigenPartij | None, period: Periode) -> dict[int, int]:
    """How many clients have something to be claimed, by conversation, in the order of the municipalities."""
    if own is None:
        return {}
    # Named by conversation, so that SQLite looks among what is open and not among all that was delivered until that day.
    gesprekken = list(Gesprek.objects.filter(party=own).values_list("pk", flat=True))
    rows = Levering.objects.filter(party=own, gesprek__in=gesprekken, open=True, datum__lte=period.eind)
    rows = rows.order_by("gesprek__gemeente")
    counted = rows.values("gesprek_id", "gesprek__gemeente").annotate(clienten=Count("client", distinct=True))
    return {row["gesprek_id"]: row["clienten"] for row in counted}


def _card(plan: Plan, clients: int) -> dict[str, object]:
    return {
        "key": str(plan.gesprek.pk),
        "gemeente": short(plan.gesprek.gemeente),
        "clients": clients,
        "lines": len(plan.lijnen),
        "amount": amount(plan.bedrag),
        "left": len(plan.uitkomst.weggelaten),
        "zegel": f"{plan.gesprek.pk}:{plan.zegel}",
    }


def _marks(sent: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(each for each in sent if each.isalnum() and len(each) <= _MARK))[:LINES]


def _joined(marks: Iterable[str]) -> str:
    return ",".join(dict.fromkeys(marks))
