"""A message with all that is known of it, decrypted and read once for the pages of it that follow."""

from functools import lru_cache
from uuid import UUID

import msgspec

from ketenwerk.messages.finding import Finding
from ketenwerk.messages.read import read
from ketenwerk.register import archive
from ketenwerk.register.models import Archiefbericht
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.release import MESSAGES, MessageType

_KEPT = 2  # a claim of 20,000 lines takes some hundred megabytes when it is read


class Opened(msgspec.Struct, frozen=True):
    """The row and its contents. `bericht` is None for what was refused: there is nothing to tell in plain words."""

    row: Archiefbericht
    kern: archive.Kern
    findings: tuple[Finding, ...]
    payload: bytes
    bericht: Bericht | None

    @property
    def message(self) -> MessageType | None:
        return MESSAGES.get(self.row.type_name)


@lru_cache(maxsize=_KEPT)
def opened(key: UUID) -> Opened:
    """Raises Archiefbericht.DoesNotExist. Rows of the archive never change, so what was read once stays true."""
    row = Archiefbericht.objects.get(pk=key)
    payload = archive.payload(row)
    refused = row.verdict == "refused"
    return Opened(
        row=row,
        kern=archive.kern(row),
        findings=tuple(archive.findings(row)),
        payload=payload,
        bericht=None if refused else read(payload),
    )
