"""One row of the list of messages."""

from datetime import datetime
from uuid import UUID

import msgspec
from django.db.models import QuerySet

from ketenwerk.register import archive
from ketenwerk.register.models import Archiefbericht, Oordeel
from ketenwerk.standard.release import MESSAGES

from .cards import covered
from .paging import Page
from .parties import short

_COLUMNS = (
    "id", "key_id", "received_at", "type_name", "sender", "receiver", "verdict", "findings_count", "source",
    "duplicate_of_id", "kern", "antwoord__id", "antwoord__type_name", "antwoord__answers_id",
)  # fmt: skip


class Row(msgspec.Struct, frozen=True):
    """`first` is the title of the first finding; `answer` the type of the reply, "" when there is none."""

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

    @property
    def more(self) -> int:
        """Findings after the first."""
        return self.findings - 1


def listed(rows: QuerySet[Archiefbericht], page: Page) -> list[Row]:
    """The rows of one page, newest first: one query, and the large encrypted columns stay where they are."""
    chosen = rows.order_by("-received_at", "pk").select_related("antwoord").only(*_COLUMNS)
    return [_row(row) for row in chosen[page.start : page.start + page.size]]


def title(type_name: str) -> str:
    """`Startbericht (JW305)`, the ordinary word before the number."""
    return f"{MESSAGES[type_name].title} ({type_name})" if type_name in MESSAGES else "Geen herkend bericht"


def _row(row: Archiefbericht) -> Row:
    kern = archive.kern(row)
    return Row(
        id=row.pk,
        title=title(row.type_name),
        name=kern.shown_name,
        received_at=row.received_at,
        sender=short(row.sender),
        receiver=short(row.receiver),
        verdict=Oordeel(row.verdict).value,
        findings=row.findings_count,
        first=covered(kern.first).words().title if kern.first else "",
        answer=row.antwoord.type_name if hasattr(row, "antwoord") else "",
        duplicate=row.duplicate_of_id is not None,
        source=row.get_source_display(),
    )
