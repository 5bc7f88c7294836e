"""The sections of the page of a message, each as what its template needs."""

from ketenwerk.messages.describe import count, describe, masked_bsn
from ketenwerk.messages.xmlview import xml_lines
from ketenwerk.register.models import Archiefbericht, Oordeel, Richting
from ketenwerk.standard.release import MESSAGES

from .cards import card
from .nextstep import step_of
from .opened import Opened
from .paging import page
from .parties import party
from .placing import place
from .returncodes import return_codes
from .rows import sending, title

TEXT_ROWS = 50
CARDS = 50
XML_LINES = 200
_FIRST_CARDS = 10

Context = dict[str, object]


def head(message: Opened, answer: Archiefbericht | None) -> Context:
    """Title, who and when, verdict, and who has the move."""
    row, kind = message.row, message.message
    bericht = None if message.is_large else message.bericht
    bsn = getattr(getattr(bericht, "client", None), "bsn", "")
    return {
        "row": row,
        "kind": kind,
        "title": _heading(row),
        "type_title": title(row.type_name),
        "sender": party(row.sender),
        "receiver": party(row.receiver),
        "identification": row.identificatie if message.is_large else _identification(bericht.header if bericht else None),
        "bsn": masked_bsn(bsn) if bsn else "",
        "bsn_end": bsn[-4:],
        "name": message.contents.kern.shown_name,
        "answer": answer,
        "answer_title": title(answer.type_name) if answer else "",
        "made": row.direction == Richting.UIT,
        "sending": sending(row if row.direction == Richting.UIT else answer),
        "step": step_of(row, kind, answer),
    }


def text_section(message: Opened, asked: str | None) -> Context:
    """What it says in plain words, with the findings beside their places. Without words: the findings alone.

    Of a large message only for who asks for a part of it.
    """
    if message.is_large and asked is None and message.row.verdict != Oordeel.REFUSED:
        return {**_without_text(message), "text_later": True}
    if message.bericht is None:
        return _without_text(message)
    pages = page(asked, size=TEXT_ROWS, total=count(message.bericht), parameter="deel", anchor="tekst")
    block = describe(message.bericht, mask=True, first=pages.start, limit=pages.size)
    placed = place(block, message.findings, all_shown=pages.pages == 1, most=CARDS, wet=message.wet)
    return {"text": placed.block, "text_page": pages, "top": placed.top, "elsewhere": placed.elsewhere + placed.left_out}


def _without_text(message: Opened) -> Context:
    total = len(message.findings)
    shown = total if total <= CARDS else _FIRST_CARDS
    top = [card(number, finding, message.wet) for number, finding in enumerate(message.findings[:shown], 1)]
    return {"text": None, "top": top, "elsewhere": total - shown}


def xml_section(message: Opened, asked: str | None) -> Context:
    """The XML with personal data covered, and the lines that a finding is about. Of a large message only for who asks."""
    if message.is_large and asked is None:
        return {"xml_later": True}
    start = page(asked, size=XML_LINES, total=10**9, parameter="xml", anchor="xml").start
    view = xml_lines(message.payload, mask=True, start=start, limit=XML_LINES)
    pages = page(asked, size=XML_LINES, total=view.total, parameter="xml", anchor="xml")
    if pages.start != start:  # beyond the end: show the last page
        view = xml_lines(message.payload, mask=True, start=pages.start, limit=XML_LINES)
    wrong = {finding.path for finding in message.findings}
    marked: set[str] = set()
    lines = []
    for line in view.lines:
        # The end tag of a class has the place of its start tag; one mark per place is enough.
        lines.append((line.text, line.path in wrong and line.path not in marked))
        marked.add(line.path)
    return {"xml": lines, "xml_page": pages, "xml_wellformed": view.wellformed}


def findings_section(message: Opened, asked: str | None, *, all_in_text: bool) -> Context:
    """All findings: a short list with links when the text shows every one of them, else cards by the page."""
    pages = page(asked, size=CARDS, total=len(message.findings), parameter="bevindingen", anchor="bevindingen")
    chosen = message.findings[pages.start : pages.start + pages.size]
    cards = [card(number, finding, message.wet) for number, finding in enumerate(chosen, pages.start + 1)]
    return {"cards": cards, "cards_page": pages, "cards_as_list": all_in_text}


def answer_section(answer: Opened | None) -> Context:
    if answer is not None and answer.is_large:
        return {"codes_later": True}
    if answer is None or answer.bericht is None:
        return {"codes": [], "codes_total": 0}
    codes, total = return_codes(answer.bericht, CARDS)
    return {"codes": codes, "codes_total": total}


def _heading(row: Archiefbericht) -> str:
    if row.type_name not in MESSAGES:
        return "Dit is geen bericht van iJw of iWmo 3.2"
    kind = MESSAGES[row.type_name].title
    if row.direction == Richting.UIT and row.receiver:
        return f"{kind} aan {party(row.receiver)}"
    return f"{kind} van {party(row.sender)}" if row.sender else f"{kind} ({row.type_name})"


def _identification(header: object) -> str:
    """The number that its sender gave it: a return message has one of its own beside that of the message it answers."""
    own = getattr(header, "identificatie_retour", "")
    sent = getattr(getattr(header, "bericht_identificatie", None), "identificatie", "")
    return str(own or sent)
