"""A judgement as data: the JSON of `ketenwerk check`. A promise to others: it changes only with a note in the changelog."""

from typing import Any

from ketenwerk.messages.finding import Finding
from ketenwerk.rules.judge import Report
from ketenwerk.rules.level2.geld import SIGN
from ketenwerk.standard import m323


def outcome(report: Report, file: str, lang: str = "nl") -> dict[str, Any]:
    """One entry of the array: `file`, `message`, `verdict`, `findings`, `reply`, and `claim` for a 323 that could be read."""
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
    return entry


def reply_name(report: Report) -> str | None:
    """The message that answers this one; None where the standard gives none (refused, 325, return messages)."""
    return report.message_type.returns if report.message_type and report.bericht else None


def claim(report: Report, bericht: m323.Bericht) -> dict[str, int]:
    """Eurocents. At level 2 a claim stands or falls as a whole, so it is granted as submitted or not at all."""
    total = bericht.declaratie.totaal_ingediend_bedrag
    submitted = total.totaal_bedrag * SIGN[total.debet_credit]
    lines = sum(len(client.prestaties) for client in bericht.declaratie.clienten)
    accepted = report.verdict == "accepted"
    return {
        "submitted": submitted,
        "granted": submitted if accepted else 0,
        "lines": lines,
        "rejected_lines": 0 if accepted else lines,
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
    return Report(tuple(finding.masked() for finding in report.findings), report.message_type, report.bericht)
