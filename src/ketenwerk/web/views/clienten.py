"""Clients: the list, the search by BSN (by POST, so that no address ever holds one), and the page of one."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import F, Max, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from ketenwerk.register.crypto import keyring
from ketenwerk.register.models import Client, Dossier

from .. import dossiers, weergaven
from ..access import Request, asks
from ..exporting import files
from ..models import Inzage
from ..roles import Daad
from ..shown.client import ClientRow, client_row, law, masked_client, shown_dossier
from ..shown.paging import Page, page
from ..shown.parties import party

ROWS = 25
_DIGITS = 9
_NO_BSN = _("Dit is geen BSN. Een BSN heeft negen cijfers.")


@asks(Daad.CLIENT)
@require_safe
def lijst(request: Request) -> HttpResponse:
    rows, own = chosen_rows(request), _chosen(request)
    shown = page(request.GET.get("blad"), size=ROWS, total=rows.count(), parameter="blad", anchor="clienten")
    context = {
        "address": reverse("clienten"),
        "rows": _rows(rows, shown),
        "page": shown,
        "partij": own,
        "parties": [{"code": code, "name": party(code)} for code in _codes(request)],
        "empty": not own and not shown.total,
        "weergaven": weergaven.shown(request, "clienten"),
        **files(request, "clienten-bestand"),
    }
    return render(request, "ketenwerk/clienten.html", context)


@asks(Daad.CLIENT)
@sensitive_post_parameters("bsn")
@require_http_methods(["GET", "HEAD", "POST"])
def zoeken(request: Request) -> HttpResponse:
    """One client leads to the page of that client; more, or none, to a list."""
    if request.method != "POST":
        return redirect("clienten")
    bsn = "".join(sign for sign in request.POST.get("bsn", "")[:40] if sign not in " .-")
    if len(bsn) != _DIGITS or not (bsn.isascii() and bsn.isdigit()):
        return _found(request, [], str(_NO_BSN), status=422)
    found = request.scope.clienten().filter(bsn_hash__in=keyring().hashes(bsn))
    if found.count() == 1:
        key = found.get().pk
        return redirect("client", key=key)
    shown = page(None, size=ROWS, total=found.count(), parameter="blad", anchor="clienten")
    return _found(request, _rows(found, shown))


@asks(Daad.CLIENT)
@require_safe
def client(request: Request, key: UUID) -> HttpResponse:
    row = request.scope.client(key)
    known = dossiers.of_client(row, request.scope)
    today = timezone.localdate()
    context = {
        "client": masked_client(row),
        "born": dossiers.birth_years([row.pk]).get(row.pk, ""),
        "law": law(row),
        "own": party(row.party.code),
        "dossiers": [shown_dossier(each, today) for each in known],
        "messages": sum(len(each.berichten) for each in known),
        "views": row.ingezien.exclude(daad=Inzage.Daad.GEWEIGERD).count(),
    }
    if request.method == "GET":
        request.scope.saw(Inzage.Daad.CLIENT, client=row)
    return render(request, "ketenwerk/client.html", context)


def _found(request: Request, rows: list[ClientRow], problem: str = "", status: int = 200) -> HttpResponse:
    shown = page(None, size=ROWS, total=len(rows), parameter="blad", anchor="clienten")
    context = {"rows": rows, "page": shown, "problem": problem, "searched": True}
    return render(request, "ketenwerk/clienten.html", context, status=status)


def _rows(clients: QuerySet[Client], shown: Page) -> list[ClientRow]:
    """The clients of one page, of whom something was heard most recently first."""
    return [row for _, row in paired(list(ordered(clients)[shown.start : shown.start + shown.size]))]


def chosen_rows(request: Request) -> QuerySet[Client]:
    """The clients of the list, those of all its pages."""
    rows, own = request.scope.clienten(), _chosen(request)
    return rows.filter(party__code=own) if own else rows


def ordered(clients: QuerySet[Client]) -> QuerySet[Client]:
    """Of whom something was heard most recently first."""
    heard = clients.annotate(last=Max("dossiers__berichten__received_at")).select_related("party")
    return heard.order_by(F("last").desc(nulls_last=True), "pk")


def paired(chosen: Sequence[Client]) -> list[tuple[Client, ClientRow]]:
    """Each of these, that came in that order, with its row: two queries for all of them."""
    keys = [row.pk for row in chosen]
    born = dossiers.birth_years(keys)
    gesprekken: dict[UUID, list[tuple[str, str]]] = {key: [] for key in keys}
    for row in Dossier.objects.filter(client__in=keys).select_related("gesprek").order_by("pk"):
        gesprekken[row.client_id].append((row.gesprek.gemeente, row.gesprek.aanbieder))
    return [(row, client_row(row, born.get(row.pk, ""), gesprekken[row.pk], row.last)) for row in chosen]  # type: ignore[attr-defined]


def _codes(request: Request) -> list[str]:
    """The parties of this user whose clients may be seen, when there is a choice."""
    codes = [own.code for own in request.scope.own if request.scope.may_for(Daad.CLIENT, own.pk)]
    return list(dict.fromkeys(codes)) if len(set(codes)) > 1 else []


def _chosen(request: Request) -> str:
    asked = request.GET.get("partij", "")
    return asked if asked in _codes(request) else ""
