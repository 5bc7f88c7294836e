"""Judges a message: level 1, and when that holds level 2. The same judgement serves the answer and the check before sending."""

from collections import Counter
from collections.abc import Iterable
from typing import Literal

import msgspec

from ketenwerk.messages.finding import Finding
from ketenwerk.messages.read import NotReadable, reading
from ketenwerk.messages.write import write
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.release import MessageType

from .engine import level2

Verdict = Literal["accepted", "rejected", "refused"]


class Report(msgspec.Struct, frozen=True):
    """A judgement: which message it is, what was found, and the message itself where it could be read."""

    findings: tuple[Finding, ...]
    message_type: MessageType | None = None
    bericht: Bericht | None = None

    @property
    def message(self) -> str | None:
        """Name of the message (`JW305`), or None when the bytes did not say."""
        return self.message_type.name if self.message_type else None

    @property
    def rejecting(self) -> tuple[Finding, ...]:
        """The findings that count against the message; signals do not."""
        return tuple(finding for finding in self.findings if not finding.signal)

    @property
    def verdict(self) -> Verdict:
        """`refused` at level 1 (no reply), `rejected` at level 2, otherwise `accepted`."""
        if self.bericht is None:
            return "refused"
        return "rejected" if self.rejecting else "accepted"

    @property
    def counts(self) -> dict[str, int]:
        """How often each rule was found, most frequent first."""
        return dict(Counter(finding.rule for finding in self.findings).most_common())


def check(message: bytes | Bericht) -> Report:
    """Judges the bytes of a message, or a message made here as it would go out, on levels 1 and 2.

    Never raises for what a sender can put in a message; a `Bericht` that cannot be written raises NotWritable.
    """
    try:
        found = reading(write(message) if isinstance(message, Bericht) else message)
    except NotReadable as refused:
        return Report(refused.findings, refused.message)
    return Report(_together(found.signals, level2(found.bericht, found.message)), found.message, found.bericht)


def _together(*parts: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(finding for part in parts for finding in part)
