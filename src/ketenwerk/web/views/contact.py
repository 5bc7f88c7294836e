"""Questions of a municipality about claims: the open ones with whom to call, and what came of each (E188)."""

import re
from collections.abc import Mapping
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from ketenwerk.messages.describe.dutch import day
from ketenwerk.process import contact
from ketenwerk.protocol.partij import Partij
from ketenwerk.register import relaties
from ketenwerk.register.models import Contactmoment, Declaratie, Relatie

from ..access import Request, asks
from ..roles import Daad
from ..shown.paging import page
from ..shown.parties import party
from ..shown.relatie import card

ROWS = 20
_KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@asks(Daad.NAVRAAG)
@require_safe
def lijst(request: Request) -> HttpResponse:
    return _list(request)


@asks(Daad.BEANTWOORDEN)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def vraag(request: Request, key: UUID) -> HttpResponse:
    """Keeps a question about one claim."""
    declaratie = request.scope.declaratie(key, Daad.BEANTWOORDEN)
    if request.method != "POST":
        return redirect(f"{reverse('contact')}?declaratie={key}")
    if declaratie.party.code != declaratie.gesprek.gemeente:
        raise Http404
    try:
        contact.ask(declaratie, request.POST.get("vraag", ""), timezone.now(), request.scope.gebruiker.naam)
    except contact.NotOpen:
        return _list(request, declaratie, problem=_("Niet bewaard: de vraag is leeg of te lang. Schrijf hoogstens 1000 tekens."))
    return redirect(f"{reverse('contact')}?declaratie={key}")


@asks(Daad.BEANTWOORDEN)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def afronden(request: Request, key: UUID) -> HttpResponse:
    """Keeps what came of a question."""
    row = request.scope.row(Contactmoment, key, Daad.BEANTWOORDEN)
    if request.method != "POST":
        return redirect("contact")
    try:
        contact.done(row, request.POST.get("uitkomst", ""), timezone.now(), request.scope.gebruiker.naam)
    except contact.NotOpen:
        text = _("Niet bewaard: de uitkomst is leeg of te lang, of de vraag is al afgerond. Schrijf hoogstens 1000 tekens.")
        return _list(request, problem=text)
    return redirect("contact")


def _list(request: Request, declaratie: Declaratie | None = None, problem: str = "") -> HttpResponse:
    asked = request.GET.get("declaratie", "")
    if declaratie is None and _KEY.fullmatch(asked):
        declaratie = request.scope.declaratie(UUID(asked), Daad.NAVRAAG)
    open_only = request.GET.get("stand", "") != "afgerond"
    parties = [each.pk for each in request.scope.parties(Daad.NAVRAAG)]
    rows = contact.of_party(parties, open_only=open_only, bericht=declaratie.bericht_id if declaratie else None)
    shown = page(request.GET.get("blad"), size=ROWS, total=rows.count(), parameter="blad", anchor="contact")
    context = {
        "page": shown,
        "rows": _rows(request, list(rows[shown.start : shown.start + shown.size])),
        "open_only": open_only,
        "claim": declaratie,
        "problem": problem,
        "may_ask": bool(declaratie and request.scope.may_for(Daad.BEANTWOORDEN, declaratie.party_id)),
    }
    return render(request, "ketenwerk/contact.html", context, status=422 if problem else 200)


def _rows(request: Request, rows: list[Contactmoment]) -> list[dict[str, object]]:
    """Each with its claim and whom to call; three queries for all of them."""
    claims = contact.claims_of(rows)
    others = {(row.party_id, claims[row.bericht_id].gesprek.aanbieder) for row in rows if row.bericht_id in claims}
    found = Relatie.objects.filter(party__in={of for of, _code in others}, code__in={code for _of, code in others})
    by_code = {(each.party_id, each.code): each for each in found}
    known = relaties.parties_of(by_code.values())
    return [_row(request, row, claims.get(row.bericht_id), by_code, known) for row in rows]


def _row(
    request: Request,
    row: Contactmoment,
    declaratie: Declaratie | None,
    by_code: Mapping[tuple[int, str], Relatie],
    known: Mapping[int, Partij],
) -> dict[str, object]:
    code = declaratie.gesprek.aanbieder if declaratie else ""
    relatie = by_code.get((row.party_id, code))
    return {
        "key": row.pk,
        "vraag": row.opened("vraag").decode(),
        "uitkomst": row.opened("uitkomst").decode() if row.uitkomst is not None else "",
        "nummer": declaratie.nummer if declaratie else "",
        "bericht": row.bericht_id,
        "since": day(timezone.localdate(row.at)),
        "door": row.door,
        "done": day(timezone.localdate(row.gedaan_op)) if row.gedaan_op else "",
        "done_by": row.gedaan_door,
        "who": party(code) if code else "",
        "relatie": relatie.pk if relatie else None,
        "card": card(relatie, known.get(relatie.pk)) if relatie else None,
        "may_finish": row.gedaan_op is None and request.scope.may_for(Daad.BEANTWOORDEN, row.party_id),
    }
