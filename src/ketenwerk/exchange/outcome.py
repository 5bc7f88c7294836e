"""A judgement as data: the JSON of `ketenwerk check`. A promise to others: it changes only with a note in the changelog."""

from typing import Any

import msgspec

from ketenwerk.messages.finding import Finding
from ketenwerk.rules.claimanswer import uitslag
from ketenwerk.rules.judge import Report
from ketenwerk.rules.level2.geld import SIGN
from ketenwerk.standard import m323


def outcome(report: Report, file: str, lang: str = "nl") -> dict[str, Any]:
    """One entry of the array: `file`, `message`, `verdict`, `findings`, `reply`, and `claim` for a 323 that could be read.

    `not_applied` names, only where there are any, the rules that were silent because no agreement is known.
    """
    entry: dict[str, Any] = {
        # A name need not be text; JSON must be.
        "file": file.encode("utf-8", "surrogateescape").decode("utf-8", "replace"),
        "message": report.message,
        "verdict": report.verdict,
        "findings": [_finding(finding, lang) for finding in report.findings],
        "reply": reply_name(report),
    }
    if isinstance(report.bericht, m323.Bericht):
        entry["claim"] = claim(report, report.bericht)
    if report.not_applied:
        entry["not_applied"] = list(report.not_applied)
    return entry


def reply_name(report: Report) -> str | None:
    """The message that answers this one; None where the standard gives none (refused, 325, return messages)."""
    return report.message_type.returns if report.message_type and report.bericht else None


def claim(report: Report, bericht: m323.Bericht) -> dict[str, int]:
    """The figures of a claim, in eurocents with sign; what was submitted is the total that it names."""
    figures, total = uitslag(bericht, report.rejecting), bericht.declaratie.totaal_ingediend_bedrag
    return {
        "submitted": total.totaal_bedrag * SIGN[total.debet_credit],
        "granted": figures.toegekend,
        "lines": figures.regels,
        "rejected_lines": figures.afgewezen_regels,
    }


def _finding(finding: Finding, lang: str) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "rule": finding.rule,
        "level": finding.level,
        "code": finding.code,
        "path": finding.path,
        "text": finding.text(lang),
        "expected": finding.expected,
        "found": finding.found,
    }
    if finding.line is not None:
        entry["line"] = finding.line
    if finding.signal:
        entry["signal"] = True
    return entry


def masked(report: Report) -> Report:
    """The same judgement with the personal data in its findings covered."""
    return msgspec.structs.replace(report, findings=tuple(finding.masked() for finding in report.findings))
