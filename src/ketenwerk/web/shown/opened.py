"""A message with all that is known of it, decrypted and read once for the pages of it that follow."""

from datetime import datetime
from functools import lru_cache
from uuid import UUID

import msgspec

from ketenwerk.messages.finding import Finding
from ketenwerk.messages.read import NotReadable, read
from ketenwerk.register import archive
from ketenwerk.register.models import Archiefbericht
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.release import MESSAGES, MessageType
from ketenwerk.standard.types import Wet

_KEPT = 2  # a claim of 20,000 lines takes some hundred megabytes when it is read


class Contents(msgspec.Struct, frozen=True):
    """What is encrypted in a row. `bericht` is None for what cannot be read: there is nothing to tell in plain words."""

    kern: archive.Kern
    findings: tuple[Finding, ...]
    changes: tuple[archive.Wijziging, ...]
    payload: bytes
    bericht: Bericht | None


class Opened(msgspec.Struct, frozen=True):
    """The row and its contents."""

    row: Archiefbericht
    contents: Contents

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.contents.findings

    @property
    def payload(self) -> bytes:
        return self.contents.payload

    @property
    def bericht(self) -> Bericht | None:
        return self.contents.bericht

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
    row = Archiefbericht.objects.get(pk=key)
    payload = archive.payload(row)
    return Contents(
        kern=archive.kern(row),
        findings=tuple(archive.findings(row)),
        changes=tuple(archive.changes(row)),
        payload=payload,
        bericht=None if verdict == "refused" else _read(payload),
    )


def findings_of(row: Archiefbericht) -> tuple[Finding, ...]:
    """What was found in a row that its reader may see, without reading the message itself."""
    return _findings(row.pk, row.processed_at, row.verdict, row.findings_count)


@lru_cache(maxsize=_KEPT)
def _findings(key: UUID, processed_at: datetime | None, verdict: str, count: int) -> tuple[Finding, ...]:
    if not count:
        return ()
    return tuple(archive.findings(Archiefbericht.objects.only("key_id", "judgement").get(pk=key)))


def _read(payload: bytes) -> Bericht | None:
    """What waits for its judgement may turn out to be unreadable."""
    try:
        return read(payload)
    except NotReadable:
        return None
