"""Providers and other parties that an own party deals with: the list, one of them, and what is filled in about it."""

from datetime import date

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from ketenwerk.protocol.aanbiederformulier import Formulier
from ketenwerk.protocol.bezwaar import Bezwaar, blocks
from ketenwerk.protocol.formuliercontrole import objections
from ketenwerk.protocol.partij import Partij, PartijSoort, may_send
from ketenwerk.register import afspraken, relaties
from ketenwerk.register.models import EigenPartij, Opgave, Relatie
from ketenwerk.standard.release import MESSAGES

from .. import taking, weergaven
from ..access import Request, asks
from ..exporting import files
from ..filling import as_sent, by_field, filled_form, filled_party
from ..roles import Daad
from ..shown.afspraken import in_time
from ..shown.formulier import groups
from ..shown.gegevens import Choice, fields
from ..shown.paging import page
from ..shown.parties import of_law, party
from ..shown.relatie import card, listed

ROWS = 50
TABS = {
    Relatie.Kant.GEMEENTE: _("Gemeenten"),
    Relatie.Kant.AANBIEDER: _("Aanbieders"),
    Relatie.Kant.ANDERS: _("Andere partijen"),
}
_NO_PARTY_FOR_IT = _("Het document wordt niet overgenomen: kies een eigen partij.")
_NO_PARTY = _("Deze partij wordt niet bewaard: kies een eigen partij.")


@asks(Daad.PARTIJEN)
@require_safe
def lijst(request: Request) -> HttpResponse:
    return render(request, "ketenwerk/aanbieders.html", _list(request))


@asks(Daad.PARTIJEN)
@require_safe
def aanbieder(request: Request, key: int) -> HttpResponse:
    """One party: how it is reached, what was agreed with it in time, and its form as it was filled in last."""
    row = request.scope.relatie(key, Daad.PARTIJEN)
    today = timezone.localdate()
    rows = afspraken.kept([row.party])
    own_side = {"aanbieder": row.code} if row.kant == Relatie.Kant.AANBIEDER else {"gemeente": row.code}
    agreed = [afspraken.value(each) for each in rows.filter(**own_side)] if row.code else []
    form = relaties.form(row)
    bezwaren = objections(form) if form else ()
    known = relaties.partij(row)
    context = {
        "relatie": row,
        "own": f"{party(row.party.code)}, {of_law(row.party.wet)}",
        "card": card(row, known),
        "no_sender": _no_sender(known, today) if known else (),
        "agreements": in_time(agreed, today),
        "groups": groups(form) if form else [],
        "missing": bezwaren,
        "forms": list(relaties.filled_in(row, Opgave.Soort.FORMULIER).defer("inhoud")[:20]),
        "is_provider": row.kant == Relatie.Kant.AANBIEDER,
        "may_edit": request.scope.may_for(Daad.CONTRACT, row.party_id),
    }
    return render(request, "ketenwerk/aanbieder.html", context)


@asks(Daad.PARTIJEN)
@require_safe
def invuldocument(request: Request, key: int, vorm: str) -> HttpResponse:
    """The form as a document to fill in; an empty one where nothing was filled in yet."""
    row = request.scope.relatie(key, Daad.PARTIJEN)
    if vorm not in taking.FORMS_OUT:
        raise Http404
    data = taking.FORMS_OUT[vorm](relaties.form(row) or Formulier(agb=row.code))
    name = f"invuldocument-{row.code or row.pk}.{vorm}"
    return HttpResponse(data, content_type=taking.TYPES[vorm], headers={"Content-Disposition": f'attachment; filename="{name}"'})


@asks(Daad.CONTRACT)
@require_http_methods(["GET", "HEAD", "POST"])
def invullen(request: Request, key: int) -> HttpResponse:
    """The form, to be filled in on the page. It is kept when nothing blocks."""
    row = request.scope.relatie(key, Daad.CONTRACT)
    if row.kant != Relatie.Kant.AANBIEDER:
        raise Http404
    form, bezwaren = relaties.form(row) or Formulier(agb=row.code), []
    if request.method == "POST":
        form, bezwaren = filled_form(request.POST, form, row.code)
        if not blocks(bezwaren):
            relaties.keep_form(row.party, form, timezone.now(), request.scope.gebruiker.naam)
            return redirect("aanbieder", key=row.pk)
    blocking = [bezwaar for bezwaar in bezwaren if bezwaar.blokkeert]
    context = {
        "relatie": row,
        "card": card(row, relaties.partij(row)),
        "groups": groups(form, blocking, spare=1),
        "problems": blocking,
    }
    return render(request, "ketenwerk/invullen.html", context, status=422 if blocking else 200)


@asks(Daad.CONTRACT)
@require_http_methods(["GET", "HEAD", "POST"])
def overnemen(request: Request) -> HttpResponse:
    """Takes over a document that a provider filled in, for one own party."""
    if request.method != "POST":
        return redirect("aanbieders")
    mine = request.scope.parties(Daad.CONTRACT)
    own = next((each for each in mine if str(each.pk) == request.POST.get("partij", "")), None)
    read = taking.taken(request.FILES.get("bestand"), taking.FORMS)
    bezwaren = objections(read) if isinstance(read, Formulier) else read
    if own is None or not isinstance(read, Formulier) or blocks(bezwaren):
        blocking = tuple(bezwaar for bezwaar in bezwaren if bezwaar.blokkeert)
        return _refused(request, blocking or (Bezwaar("", str(_NO_PARTY_FOR_IT)),))
    row = relaties.keep_form(own, read, timezone.now(), request.scope.gebruiker.naam)
    return redirect("aanbieder", key=row.pk)


@asks(Daad.CONTRACT)
@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: Request) -> HttpResponse:
    """Another party, to be known from now on."""
    return _details(request, None)


@asks(Daad.CONTRACT)
@require_http_methods(["GET", "HEAD", "POST"])
def gegevens(request: Request, key: int) -> HttpResponse:
    """Who a party is and how it is reached."""
    return _details(request, request.scope.relatie(key, Daad.CONTRACT))


def _no_sender(known: Partij, today: date) -> tuple[Bezwaar, ...]:
    """Why it cannot be the sender of the messages of its side (E007)."""
    return may_send(known, MESSAGES["JW301" if known.soort is PartijSoort.GEMEENTE else "JW305"], today)


def _details(request: Request, row: Relatie | None) -> HttpResponse:
    mine = request.scope.parties(Daad.CONTRACT)
    code = row.code if row else ""
    bezwaren: list[Bezwaar] = []
    sent = request.POST.dict() if request.method == "POST" else as_sent(relaties.partij(row) if row else None, code)
    if request.method == "POST":
        own = row.party if row else next((each for each in mine if str(each.pk) == sent.get("partij", "")), None)
        made, bezwaren = filled_party(sent, code)
        if own is None:
            bezwaren.append(Bezwaar("partij", str(_NO_PARTY)))
        if own is not None and made is not None and not blocks(bezwaren):
            kept = relaties.keep_party(own, made, timezone.now(), request.scope.gebruiker.naam, relatie=row)
            return redirect("aanbieder", key=kept.pk)
    context = {
        "relatie": row,
        "sent": sent,
        "problems": [bezwaar for bezwaar in bezwaren if bezwaar.blokkeert],
        "groups": fields(sent, by_field(bezwaren), [] if row else _choices(mine), fixed_code=code),
    }
    return render(request, "ketenwerk/gegevens.html", context, status=422 if bezwaren else 200)


def _choices(mine: list[EigenPartij]) -> list[Choice]:
    return [Choice(str(each.pk), f"{party(each.code)}, {of_law(each.wet)}") for each in mine]


def _refused(request: Request, bezwaren: tuple[Bezwaar, ...]) -> HttpResponse:
    context = _list(request) | {"faults": bezwaren[: taking.SHOWN], "faults_total": len(bezwaren)}
    return render(request, "ketenwerk/aanbieders.html", context, status=422)


def _list(request: Request) -> dict[str, object]:
    counts = _counts(request)
    tabs, kant = _tabs(request, counts)
    shown = page(request.GET.get("blad"), size=ROWS, total=counts[kant], parameter="blad", anchor="partijen")
    chosen = _of_kind(request, kant)
    mine = request.scope.parties(Daad.CONTRACT)
    return {
        "address": reverse("aanbieders"),
        "kant": kant,
        "tabs": [{"kant": each, "name": TABS[Relatie.Kant(each)], "count": counts[each]} for each in tabs],
        "page": shown,
        "rows": listed(chosen[shown.start : shown.start + shown.size]),
        "parties": _choices(mine),
        "weergaven": weergaven.shown(request, "aanbieders"),
        **files(request, "aanbieders-bestand"),
    }


def chosen_rows(request: Request) -> QuerySet[Relatie]:
    """The parties of the list, those of all its pages."""
    return _of_kind(request, _tabs(request, _counts(request))[1])


def _counts(request: Request) -> dict[str, int]:
    rows = request.scope.relaties(Daad.PARTIJEN)
    return {kant: rows.filter(kant=kant).count() for kant in Relatie.Kant.values}


def _tabs(request: Request, counts: dict[str, int]) -> tuple[list[str], str]:
    """The kinds that there are, and the one that was asked for."""
    tabs = [kant for kant in Relatie.Kant.values if counts[kant]] or [Relatie.Kant.AANBIEDER.value]
    asked = request.GET.get("kant", "")
    return tabs, asked if asked in tabs else tabs[0]


def _of_kind(request: Request, kant: str) -> QuerySet[Relatie]:
    rows = request.scope.relaties(Daad.PARTIJEN).filter(kant=kant).select_related("party")
    return rows.order_by("code", "party__code", "party__wet", "pk")
