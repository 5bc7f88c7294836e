"""Legt uit wat een code betekent, waarom de regel bestaat en wat u doet."""

import argparse
import difflib
import re
from collections.abc import Iterator
from functools import cache

from ketenwerk.exchange.wording import labelled
from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.ruleindex import KINDS, RuleEntry, rules
from ketenwerk.standard.texts import Text, table, text

from . import terminal
from .files import Unusable

_LAWS = {"jw": "iJw", "wmo": "iWmo"}
_RETURN_CODES = "WJ001"
_NUMBERED = re.compile(r"([A-Z]+)[ -]?0*(\d+)")

_KINDS = {
    "nl": KINDS,
    "en": {
        "TR": "technical rule",
        "CD": "condition",
        "CS": "constraint",
        "RS": "restriction",
        "IV": "filling instruction",
        "OP": "operational rule",
        "UP": "starting point",
    },
}

_WORDS = {
    "nl": {
        "what": "Wat",
        "why": "Waarom",
        "now": "Wat nu",
        "repair": "Herstel",
        "zelf": "dit herstelt u zelf",
        "leverancier": "dit herstelt uw softwareleverancier",
        "backoffice": "dit lost u op met de andere partij of de backoffice",
        "level": "niveau {}",
        "code": "retourcode {}",
        "returned": "Bij regel",
        "element": "het gegeven",
        "found": "de waarde",
        "expected": "de verwachte waarde",
    },
    "en": {
        "what": "What",
        "why": "Why",
        "now": "What now",
        "repair": "Repair",
        "zelf": "you can mend this yourself",
        "leverancier": "your software supplier mends this",
        "backoffice": "you settle this with the other party or the back office",
        "level": "level {}",
        "code": "return code {}",
        "returned": "Of rule",
        "element": "the element",
        "found": "the value",
        "expected": "the expected value",
    },
}


def run(given: argparse.Namespace) -> int:
    """0 with the explanation; raises Unusable with what may have been meant for a code that nobody knows."""
    code = find(given.code)
    if code is None:
        raise Unusable(f"{given.code}: onbekende code.{_suggestion(given.code)}")
    for line in lines(code, given.lang):
        terminal.say(line)
    return 0


def find(wanted: str) -> str | None:
    """The code as the standard writes it: `tr63` gives TR063, `brs014` gives BRS14."""
    return _spellings().get(_spelled(wanted.strip().upper()))


def lines(code: str, lang: str = "nl") -> Iterator[str]:
    """The explanation of a known code."""
    words = _WORDS[lang]
    if code in table():
        explained = text(code, lang).filled(words["element"], words["found"], words["expected"])
        yield f"{code}  {explained.title}"
        yield from _explained(explained, words)
    else:
        yield f"{code}  {_entries(code)[0].titel}"
    for entry in _entries(code):
        yield from labelled(_LAWS[entry.wet], _position(entry, lang), indent=2)
    row = codelist(_RETURN_CODES).rows.get(code)
    if row:
        if row.attribute("regel"):
            yield from labelled(words["returned"], row.attribute("regel").replace(";", ", "), indent=2)
        for wet, law in _LAWS.items():
            messages = [name for name in row.attribute("berichten").split(";") if name.lower().startswith(wet)]
            if messages:
                yield from labelled(law, ", ".join(messages), indent=2)


def _explained(explained: Text, words: dict[str, str]) -> Iterator[str]:
    for label, value in (
        ("what", explained.what),
        ("why", explained.why),
        ("now", explained.now),
        ("repair", words[explained.repair]),
    ):
        yield from labelled(words[label], value[:1].upper() + value[1:], indent=2)


def _position(entry: RuleEntry, lang: str) -> str:
    words = _WORDS[lang]
    parts = [_KINDS[lang][entry.soort]]
    if entry.niveau:
        parts.append(words["level"].format(entry.niveau))
    if entry.retourcode:
        parts.append(words["code"].format(entry.retourcode))
    parts.append(" ".join(entry.berichten))
    return ", ".join(part for part in parts if part)


def _entries(code: str) -> list[RuleEntry]:
    return [found for wet in _LAWS if (found := rules(wet).get(code))]


@cache
def _spellings() -> dict[str, str]:
    """Every code by its spelling without the noughts that people leave out."""
    codes = [*(code for wet in _LAWS for code in rules(wet)), *codelist(_RETURN_CODES).codes, *table()]
    return {_spelled(code.upper()): code for code in codes}


def _spelled(code: str) -> str:
    numbered = _NUMBERED.fullmatch(code)
    return f"{numbered[1]}{numbered[2]}" if numbered else code


def _suggestion(wanted: str) -> str:
    near = difflib.get_close_matches(wanted.strip().upper(), [code.upper() for code in _spellings().values()], n=3, cutoff=0.6)
    return f" Bedoelt u {' of '.join(near)}?" if near else " Voorbeelden: TR063, 9063, BRS114, IB014."
