"""Judges a message, level by level, as far as the levels before it let it pass.

`check` needs nothing but the message (and a day); `judge` also what is known. The same judgement serves the answer to what comes
in and the check before sending.
"""

from collections import Counter
from datetime import date
from typing import Literal

import msgspec

from ketenwerk.ledger.known import Known
from ketenwerk.messages.finding import Finding
from ketenwerk.messages.read import NotReadable, reading
from ketenwerk.messages.write import write
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.release import MessageType

from .engine import level2, level4, levels_3_and_4
from .unapplied import unapplied

Verdict = Literal["accepted", "rejected", "refused"]


class Report(msgspec.Struct, frozen=True):
    """A judgement: which message it is, what was found, and the message itself where it could be read.

    `not_applied`: the rules that would have judged it, had an agreement been known for its product (`unapplied`).
    """

    findings: tuple[Finding, ...]
    message_type: MessageType | None = None
    bericht: Bericht | None = None
    not_applied: tuple[str, ...] = ()

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
        """`refused` at level 1 (no reply), `rejected` at a level above it, otherwise `accepted`."""
        if self.bericht is None:
            return "refused"
        return "rejected" if self.rejecting else "accepted"

    @property
    def counts(self) -> dict[str, int]:
        """How often each rule was found, most frequent first."""
        return dict(Counter(finding.rule for finding in self.findings).most_common())


def check(message: bytes | Bericht, *, today: date | None = None) -> Report:
    """Judges the bytes of a message, or a message made here as it would go out, on levels 1 and 2.

    With `today` also on what level 4 asks of the day and the municipality, which needs no register. Never raises for what a
    sender can put in a message; a `Bericht` that cannot be written raises NotWritable.
    """
    report = _levels_1_and_2(message)
    if today is None or report.message_type is None or report.bericht is None or report.rejecting:
        return report
    return _with(report, level4(report.bericht, report.message_type, today))


def judge(message: bytes | Bericht | Report, known: Known) -> Report:
    """Judges a message on all four levels, beside what is known of its client.

    Whoever must read the message first to know what to look up gives the report of `check` on it, made without `today`. Levels
    3 and 4 are judged together, and only what level 2 lets pass (IV032).
    """
    report = message if isinstance(message, Report) else _levels_1_and_2(message)
    if report.message_type is None or report.bericht is None or report.rejecting:
        return report
    found = _with(report, levels_3_and_4(report.bericht, report.message_type, known))
    return msgspec.structs.replace(found, not_applied=unapplied(report.bericht, report.message_type, known))


def _levels_1_and_2(message: bytes | Bericht) -> Report:
    try:
        found = reading(write(message) if isinstance(message, Bericht) else message)
    except NotReadable as refused:
        return Report(refused.findings, refused.message)
    return _with(Report(found.signals, found.message, found.bericht), level2(found.bericht, found.message))


def _with(report: Report, findings: tuple[Finding, ...]) -> Report:
    return msgspec.structs.replace(report, findings=(*report.findings, *findings))
