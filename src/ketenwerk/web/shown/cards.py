"""A finding as the page shows it: consequence, two values, what now, and the rule as a footnote."""

import re
from datetime import date

import msgspec
from django.utils.translation import gettext_lazy as _

from ketenwerk.messages.describe import masked_bsn
from ketenwerk.messages.describe.dutch import amount, day, month, period
from ketenwerk.messages.finding import Finding
from ketenwerk.standard.types import Wet

from .codes import meanings
from .places import in_words

_ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_PERIOD = re.compile(r"\b(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})?")
_ISO_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_SIGNED_CENTS = re.compile(r"\b(\d+) ([DC])\b")
_SIGNS = {"D": "debet", "C": "credit"}
_CENTS = re.compile(r"(?<![\d.,])\d+(?![\d.,])")
_AMOUNTS = ("Bedrag", "Tarief", "Budget")
# How a rule names another part of the message: `Client[2]/Prestatie[1]`.
_PART = re.compile(r"\b[A-Z]\w+\[\d+\](?:/[A-Z]\w+(?:\[\d+\])?)*")
_COMPARISONS = (
    (re.compile(r"^!=\s*"), "anders dan "),
    (re.compile(r">=\s*(?=\d+ [a-z])"), "op of na "),
    (re.compile(r"<=\s*(?=\d+ [a-z])"), "op of vóór "),
    (re.compile(r">\s*(?=\d+ [a-z])"), "na "),
    (re.compile(r"<\s*(?=\d+ [a-z])"), "vóór "),
    (re.compile(r">=\s*"), "ten minste "),
    (re.compile(r"<=\s*"), "hoogstens "),
)

_REPAIRS = {
    "zelf": _("herstel in de eigen administratie"),
    "leverancier": _("herstel door de softwareleverancier"),
    "backoffice": _("herstel in overleg met de andere partij"),
}


class Card(msgspec.Struct, frozen=True):
    """`number` counts from 1 over all findings of the message. `bsn_end` is set where a masked BSN is shown."""

    number: int
    title: str
    what: str
    now: str
    repair: str
    place: str
    path: str
    line: int | None
    found: str
    expected: str
    bsn_end: str
    rule: str
    code: str
    level: int
    key: str
    signal: bool

    @property
    def anchor(self) -> str:
        return f"bevinding-{self.number}"


def card(number: int, finding: Finding, wet: Wet = "jw") -> Card:
    """The card of a finding in a message under this law, with personal data covered."""
    shown = covered(finding)
    words = shown.words()
    return Card(
        number=number,
        title=words.title,
        what=words.what,
        now=words.now,
        repair=repair(words.repair),
        place=in_words(finding.path),
        path=finding.path,
        line=finding.line,
        found=readable(shown.found, finding, wet),
        expected=readable(finding.expected, finding, wet),
        bsn_end=_bsn_end(shown),
        rule=finding.rule,
        code=finding.code or "",
        level=finding.level,
        key=finding.key or finding.rule,
        signal=finding.signal,
    )


def repair(word: str) -> str:
    """Who can mend it."""
    return str(_REPAIRS.get(word, ""))


def covered(finding: Finding) -> Finding:
    """Personal data covered; of a BSN the end stays, as everywhere."""
    if finding.personal and finding.found and finding.element == "Bsn":
        return msgspec.structs.replace(finding, found=masked_bsn(finding.found))
    return finding.masked()


def readable(value: str | None, finding: Finding, wet: Wet = "jw") -> str:
    """Dates, amounts, codes and comparisons as people write them. At level 1 the form itself is the matter, so a value stays."""
    if value is None or finding.level == 1:
        return value or ""
    if _ISO_MONTH.fullmatch(value):
        return month(date.fromisoformat(f"{value}-01"))
    meant = meanings(value, finding.element, wet)
    if meant != value:
        return meant
    said = _PERIOD.sub(_period, _amounts(value, finding.element))
    said = _PART.sub(lambda hit: in_words(hit.group()), _ISO_DAY.sub(_day, said))
    for sign, words in _COMPARISONS:
        said = sign.sub(words, said)
    return said


def _amounts(value: str, element: str) -> str:
    """Eurocents as euros: with debet or credit behind them, or in an element that holds an amount."""
    said = _SIGNED_CENTS.sub(lambda hit: f"{amount(int(hit[1]))} {_SIGNS[hit[2]]}", value)
    if element.endswith(_AMOUNTS):
        said = _CENTS.sub(lambda hit: amount(int(hit.group())), said)
    return said


def _period(hit: re.Match[str]) -> str:
    try:
        return period(date.fromisoformat(hit[1]), date.fromisoformat(hit[2]) if hit[2] else None)
    except ValueError:
        return hit.group()


def _day(hit: re.Match[str]) -> str:
    try:
        return day(date.fromisoformat(hit.group()))
    except ValueError:
        return hit.group()


def _bsn_end(finding: Finding) -> str:
    return finding.found[-4:] if finding.element == "Bsn" and finding.found and finding.found.startswith("•••••") else ""
