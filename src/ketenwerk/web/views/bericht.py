"""The page of one message, its contents in full as a deed that is recorded, and the downloads."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ketenwerk.messages.xmlview import xml_lines
from ketenwerk.register import archive
from ketenwerk.register.models import Archiefbericht, Inzage, Richting

from ..shown.opened import Opened, opened
from ..shown.paging import page
from ..shown.sections import XML_LINES, answer_section, findings_section, head, text_section, xml_section


@require_safe
def bericht(request: HttpRequest, key: UUID) -> HttpResponse:
    message = _opened(key)
    answer = _answer(message.row)
    asked = request.GET
    text = text_section(message, asked.get("deel"))
    context = {
        **head(message, answer),
        **text,
        **findings_section(message, asked.get("bevindingen"), all_in_text=not text["elsewhere"]),
        **xml_section(message, asked.get("xml")),
        **answer_section(opened(answer.pk) if answer else None),
        "duplicates": message.row.duplicates.count(),
        "views": message.row.inzages.count(),
    }
    return render(request, "ketenwerk/bericht.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def volledig(request: HttpRequest, key: UUID) -> HttpResponse:
    """Everything in the XML, for this one view. Asking for it is recorded; an address alone never shows it."""
    message = _opened(key)
    if request.method != "POST":
        return redirect("bericht", key=key)
    now = timezone.now()
    archive.record_view(message.row, Inzage.Daad.XML, now)
    view = xml_lines(message.payload, mask=False, start=_start(request), limit=XML_LINES)
    pages = page(request.POST.get("xml"), size=XML_LINES, total=view.total, parameter="xml", anchor="xml")
    return render(request, "ketenwerk/volledig.html", {**head(message, None), "xml": view.lines, "xml_page": pages, "now": now})


@require_safe
def bericht_xml(request: HttpRequest, key: UUID) -> HttpResponse:
    """The bytes as they came."""
    message = _opened(key)
    return _download(request, message, Inzage.Daad.BERICHT, message.row)


@require_safe
def antwoord_xml(request: HttpRequest, key: UUID) -> HttpResponse:
    """The reply as it can be sent."""
    message = _opened(key)
    answer = _answer(message.row)
    if answer is None:
        raise Http404
    return _download(request, opened(answer.pk), Inzage.Daad.ANTWOORD, message.row)


def _download(request: HttpRequest, message: Opened, act: str, of: Archiefbericht) -> HttpResponse:
    if request.method == "GET":
        archive.record_view(of, act, timezone.now())
    # The name says type and our own number: whatever the sender called the file may be somebody's name.
    name = f"{message.row.type_name or 'onbekend'}-{message.row.pk.hex[:12]}.xml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(message.payload, content_type="application/xml", headers=headers)


def _start(request: HttpRequest) -> int:
    asked = page(request.POST.get("xml"), size=XML_LINES, total=10**9, parameter="xml", anchor="xml")
    return asked.start


def _opened(key: UUID) -> Opened:
    """A received message; what we made has no page of its own."""
    try:
        message = opened(key)
    except Archiefbericht.DoesNotExist as error:
        raise Http404 from error
    if message.row.direction != Richting.IN:
        raise Http404
    return message


def _answer(row: Archiefbericht) -> Archiefbericht | None:
    return Archiefbericht.objects.filter(answers=row).only("id", "type_name", "received_at").first()
