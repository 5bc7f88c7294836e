"""The page of one message, its contents in full as a deed that is recorded, and the downloads."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ketenwerk.messages.xmlview import xml_lines
from ketenwerk.register import afspraken
from ketenwerk.register.models import Archiefbericht

from ..access import Request, asks
from ..models import Inzage
from ..roles import Daad
from ..scope import Scope
from ..shown.effect import effect_section
from ..shown.opened import Opened, opened
from ..shown.paging import page
from ..shown.sections import XML_LINES, answer_section, findings_section, head, text_section, xml_section
from ..waiting import waiting


@asks(Daad.BERICHT)
@require_safe
def bericht(request: Request, key: UUID) -> HttpResponse:
    scope = request.scope
    row = scope.bericht(key, Daad.BERICHT)
    if (waits := waiting(request, row)) is not None:
        return waits
    message = opened(row)
    answer = _answer(scope, message.row, Daad.BERICHT)
    asked = request.GET
    text = text_section(message, asked.get("deel"))
    context = {
        **head(message, answer),
        **text,
        **findings_section(message, asked.get("bevindingen"), all_in_text=not text["elsewhere"]),
        **xml_section(message, asked.get("xml")),
        **answer_section(opened(answer) if answer else None),
        **effect_section(message, scope),
        "unapplied": afspraken.unapplied(message.row),
        "duplicates": scope.berichten(Daad.BERICHT).filter(duplicate_of=message.row).count(),
        "views": message.row.ingezien.filter(daad__in=Inzage.FULL).count(),
        "claim_key": _claim(scope, message.row),
        "may_full": scope.covers(message.row, Daad.VOLLEDIG),
    }
    if request.method == "GET":
        scope.saw(Inzage.Daad.GELEZEN, bericht=message.row)
    return render(request, "ketenwerk/bericht.html", context)


@asks(Daad.VOLLEDIG)
@require_http_methods(["GET", "HEAD", "POST"])
def volledig(request: Request, key: UUID) -> HttpResponse:
    """Everything in the XML, for this one view. Asking for it is recorded; an address alone never shows it."""
    message = opened(request.scope.bericht(key, Daad.VOLLEDIG))
    if request.method != "POST":
        return redirect("bericht", key=key)
    seen = request.scope.saw(Inzage.Daad.XML, bericht=message.row)
    view = xml_lines(message.payload, mask=False, start=_start(request), limit=XML_LINES)
    pages = page(request.POST.get("xml"), size=XML_LINES, total=view.total, parameter="xml", anchor="xml")
    context = {**head(message, None), "xml": view.lines, "xml_page": pages, "now": timezone.localtime(seen.at)}
    return render(request, "ketenwerk/volledig.html", context)


@asks(Daad.VOLLEDIG)
@require_safe
def bericht_xml(request: Request, key: UUID) -> HttpResponse:
    """The bytes as they came."""
    row = request.scope.bericht(key, Daad.VOLLEDIG)
    return _download(request, opened(row), Inzage.Daad.BERICHT, row)


@asks(Daad.VOLLEDIG)
@require_safe
def antwoord_xml(request: Request, key: UUID) -> HttpResponse:
    """The reply as it can be sent."""
    row = request.scope.bericht(key, Daad.VOLLEDIG)
    answer = _answer(request.scope, row, Daad.VOLLEDIG)
    if answer is None:
        raise Http404
    return _download(request, opened(answer), Inzage.Daad.ANTWOORD, row)


def _download(request: Request, message: Opened, act: Inzage.Daad, of: Archiefbericht) -> HttpResponse:
    if request.method == "GET":
        request.scope.saw(act, bericht=of)
    # The name says type and our own number: whatever the sender called the file may be somebody's name.
    name = f"{message.row.type_name or 'onbekend'}-{message.row.pk.hex[:12]}.xml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(message.payload, content_type="application/xml", headers=headers)


def _start(request: Request) -> int:
    asked = page(request.POST.get("xml"), size=XML_LINES, total=10**9, parameter="xml", anchor="xml")
    return asked.start


def _claim(scope: Scope, row: Archiefbericht) -> UUID | None:
    """The claim that a 323 is, or that a 325 answers, for who may see claims."""
    if row.number not in ("323", "325"):
        return None
    about = row.pk if row.number == "323" else row.answers_id or row.heenbericht_id
    return scope.declaraties(Daad.DECLARATIE).filter(bericht=about).values_list("bericht", flat=True).first()


def _answer(scope: Scope, row: Archiefbericht, daad: Daad) -> Archiefbericht | None:
    """The reply that we made on a message."""
    rows = scope.berichten(daad).filter(answers=row)
    return rows.defer("payload", "judgement", "kern", "changes").first()
