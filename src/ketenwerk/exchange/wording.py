"""A judgement in words: one line for the file, and below it what was found, where, and what to do now."""

import re
import textwrap
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from ketenwerk.messages.finding import Finding
from ketenwerk.rules.judge import Report

from .outcome import reply_name

WIDTH = 96
MARKS: Mapping[str, str] = MappingProxyType({"goed": "✓", "fout": "✗", "let op": "!"})
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

_WORDS = {
    "nl": {
        "accepted": "goed",
        "rejected": "afgekeurd",
        "refused": "geweigerd",
        "unknown": "geen bekend bericht",
        "one": "1 bevinding",
        "more": "{} bevindingen",
        "reply": "antwoord: {}",
        "place": "Plaats",
        "line": "regel",
        "found": "Gevonden",
        "expected": "Verwacht",
        "now": "Wat nu",
        "rule": "Regel",
        "code": "retourcode",
        "level": "niveau",
        "signal": "alleen een signaal",
        "unapplied": "Niet beoordeeld door {}: voor dit product is op die dag geen afspraak bekend.",
        "rest": "Hierna volgen nog {} bevindingen, die hier niet staan. De JSON noemt ze alle.",
    },
    "en": {
        "accepted": "accepted",
        "rejected": "rejected",
        "refused": "refused",
        "unknown": "no known message",
        "one": "1 finding",
        "more": "{} findings",
        "reply": "reply: {}",
        "place": "Place",
        "line": "line",
        "found": "Found",
        "expected": "Expected",
        "now": "What now",
        "rule": "Rule",
        "code": "return code",
        "level": "level",
        "signal": "a signal only",
        "unapplied": "Not judged by {}: no agreement on this product is known for that day.",
        "rest": "There are {} more findings, not shown here. The JSON names them all.",
    },
}


def lines(
    report: Report, name: str, lang: str = "nl", *, marks: Mapping[str, str] = MARKS, limit: int | None = None
) -> Iterator[str]:
    """The judgement on the file of that name; at most `limit` findings, and how many more there are."""
    words = _WORDS[lang]
    yield f"{marks['goed' if report.verdict == 'accepted' else 'fout']} {safe(name)}: {_summary(report, words)}"
    for finding in report.findings[:limit]:
        yield from _finding(finding, lang, marks)
    if report.not_applied:
        yield "  " + words["unapplied"].format(", ".join(report.not_applied))
    if limit is not None and len(report.findings) > limit:
        yield "  " + words["rest"].format(len(report.findings) - limit)


def safe(text: str) -> str:
    """Text from a file or a name, without characters that steer a terminal."""
    return _UNSAFE.sub("\ufffd", text)


def labelled(label: str, text: str, *, indent: int = 4, column: int = 12) -> Iterator[str]:
    """A label and its text, the text in a column of its own."""
    head = " " * indent + label.ljust(column)
    made = textwrap.wrap(
        safe(text),
        width=WIDTH,
        initial_indent=head,
        subsequent_indent=" " * len(head),
        break_long_words=False,
        break_on_hyphens=False,
    )
    yield from made or [head.rstrip()]


def _summary(report: Report, words: Mapping[str, str]) -> str:
    message, verdict = report.message_type, words[report.verdict]
    parts = [f"{message.title} ({message.name}) {verdict}" if message else f"{words['unknown']}, {verdict}"]
    count = len(report.findings)
    if count:
        parts.append(words["one"] if count == 1 else words["more"].format(count))
    answer = reply_name(report)
    if answer:
        parts.append(words["reply"].format(answer))
    return ", ".join(parts)


def _finding(finding: Finding, lang: str, marks: Mapping[str, str]) -> Iterator[str]:
    words, text = _WORDS[lang], finding.words(lang)
    yield f"  {marks['let op'] if finding.signal else '-'} {safe(text.title)}"
    facts = (
        ("place", finding.path + (f" ({words['line']} {finding.line})" if finding.line is not None else "")),
        ("found", finding.found),
        ("expected", finding.expected),
        ("now", text.now),
        ("rule", _rule(finding, words)),
    )
    for label, value in facts:
        if value is not None:
            yield from labelled(words[label], value)


def _rule(finding: Finding, words: Mapping[str, str]) -> str:
    parts = [finding.rule]
    if finding.code:
        parts.append(f"{words['code']} {finding.code}")
    parts.append(f"{words['level']} {finding.level}")
    if finding.signal:
        parts.append(words["signal"])
    return ", ".join(parts)
