"""A message with all that is known of it, decrypted and read once for the pages of it that follow."""

from datetime import datetime
from functools import lru_cache
from uuid import UUID

import msgspec
from django.conf import settings

from ketenwerk.messages.finding import Finding
from ketenwerk.messages.read import NotReadable, read
from ketenwerk.register import archive
from ketenwerk.register.models import Archiefbericht
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.release import MESSAGES, MessageType
from ketenwerk.standard.types import Wet

_KEPT = 2  # a claim of 20,000 lines takes some hundred megabytes when it is read


class Contents(msgspec.Struct, frozen=True):
    """What is encrypted in a row, but for its bytes."""

    kern: archive.Kern
    findings: tuple[Finding, ...]
    changes: tuple[archive.Wijziging, ...]


class Opened(msgspec.Struct, frozen=True):
    """The row and its contents. Its bytes, and what they say, are read when they are asked for: of a claim that takes long."""

    row: Archiefbericht
    contents: Contents

    @property
    def is_large(self) -> bool:
        """Whether reading it takes so long that a page does so only for who asks."""
        return self.row.size > settings.KETENWERK_DIRECT_LIMIT

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.contents.findings

    @property
    def payload(self) -> bytes:
        return payload(self.row.pk)

    @property
    def bericht(self) -> Bericht | None:
        """None for what cannot be read: there is nothing to tell in plain words."""
        return None if self.row.verdict == "refused" else bericht(self.row.pk)

    @property
    def message(self) -> MessageType | None:
        return MESSAGES.get(self.row.type_name)

    @property
    def wet(self) -> Wet:
        """The law of the message; of what was not recognised it does not matter."""
        return self.message.wet if self.message else "jw"


def opened(row: Archiefbericht) -> Opened:
    """The contents of a row that its reader may see: ask the scope for the row."""
    return Opened(row, contents(row.pk, row.processed_at, row.verdict, row.findings_count))


@lru_cache(maxsize=_KEPT)
def contents(key: UUID, processed_at: datetime | None, verdict: str, _findings: int) -> Contents:
    """What a row holds after it was dealt with changes only when a person decides on a claim, which adds findings.

    Until it was dealt with it may change at any moment (hence `processed_at`).
    """
    row = Archiefbericht.objects.defer("payload").get(pk=key)
    return Contents(kern=archive.kern(row), findings=tuple(archive.findings(row)), changes=tuple(archive.changes(row)))


@lru_cache(maxsize=_KEPT)
def payload(key: UUID) -> bytes:
    """The bytes of a message, which never change."""
    return archive.payload(Archiefbericht.objects.only("key_id", "payload").get(pk=key))


@lru_cache(maxsize=_KEPT)
def bericht(key: UUID) -> Bericht | None:
    """What a message says; None for what waits for its judgement and turns out to be unreadable."""
    try:
        return read(payload(key))
    except NotReadable:
        return None


def forget() -> None:
    """Forgets what was opened: for who changes rows or keys under way."""
    for remembered in (contents, payload, bericht, _findings):
        remembered.cache_clear()


def findings_of(row: Archiefbericht) -> tuple[Finding, ...]:
    """What was found in a row that its reader may see, without reading the message itself."""
    return _findings(row.pk, row.processed_at, row.verdict, row.findings_count)


@lru_cache(maxsize=_KEPT)
def _findings(key: UUID, processed_at: datetime | None, verdict: str, count: int) -> tuple[Finding, ...]:
    if not count:
        return ()
    return tuple(archive.findings(Archiefbericht.objects.only("key_id", "judgement").get(pk=key)))
