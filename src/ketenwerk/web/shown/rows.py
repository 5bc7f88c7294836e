"""One row of the list of messages."""

from datetime import datetime
from uuid import UUID

import msgspec
from django.db.models import QuerySet

from ketenwerk.register import archive
from ketenwerk.register.models import Archiefbericht, Oordeel, Richting
from ketenwerk.standard.release import MESSAGES

from ..scope import Scope
from .cards import covered
from .paging import Page
from .parties import short

_COLUMNS = (
    "id", "key_id", "received_at", "type_name", "sender", "receiver", "verdict", "findings_count", "source",
    "duplicate_of_id", "kern", "antwoord__id", "antwoord__type_name", "antwoord__answers_id",
    "antwoord__to_send", "antwoord__sent_at", "party_id", "direction", "dispatched_at", "to_send", "sent_at", "processed_at",
)  # fmt: skip


class Row(msgspec.Struct, frozen=True):
    """`first` is the title of the first finding; `answer` the type of the reply, "" when there is none.

    `readable` says whether the reader may open it; who may not sees neither the name of the file nor what was found.
    """

    id: UUID
    title: str
    name: str
    received_at: datetime
    sender: str
    receiver: str
    verdict: str
    findings: int
    first: str
    answer: str
    duplicate: bool
    source: str
    readable: bool
    made: bool
    sending: str

    @property
    def more(self) -> int:
        """Findings after the first."""
        return self.findings - 1


def listed(rows: QuerySet[Archiefbericht], page: Page, scope: Scope) -> list[Row]:
    """The rows of one page, newest first: one query, and the large encrypted columns stay where they are."""
    chosen = rows.order_by("-received_at", "-sequence").select_related("antwoord").only(*_COLUMNS)
    return [_row(row, readable=scope.reads(row.party_id)) for row in chosen[page.start : page.start + page.size]]


def exported_rows(rows: QuerySet[Archiefbericht]) -> QuerySet[Archiefbericht]:
    """The same for a file: newest first, and nothing that is encrypted."""
    chosen = rows.order_by("-received_at", "-sequence").select_related("antwoord")
    return chosen.only(*(column for column in _COLUMNS if column not in ("kern", "key_id")), "wet")


def title(type_name: str) -> str:
    """`Startbericht (JW305)`, the ordinary word before the number."""
    return f"{MESSAGES[type_name].title} ({type_name})" if type_name in MESSAGES else "Geen herkend bericht"


def sending(row: Archiefbericht | None) -> str:
    """How far a message that we made has travelled; "" for one that is not ours to send."""
    if row is None or not row.to_send:
        return ""
    return "verstuurd" if row.sent_at else "wacht op verzending"


def _row(row: Archiefbericht, *, readable: bool) -> Row:
    kern = archive.kern(row) if readable else archive.Kern()
    answer = row.antwoord if hasattr(row, "antwoord") else None
    made = row.direction == Richting.UIT
    return Row(
        id=row.pk,
        title=title(row.type_name),
        name=kern.shown_name,
        received_at=row.dispatched_at or row.received_at,
        sender=short(row.sender),
        receiver=short(row.receiver),
        verdict=Oordeel(row.verdict).value,
        findings=row.findings_count,
        first=covered(kern.first).words().title if kern.first else "",
        answer=answer.type_name if answer else "",
        duplicate=row.duplicate_of_id is not None,
        source=row.get_source_display(),
        readable=readable,
        made=made,
        sending=sending(row if made else answer),
    )
