"""Turns the text of an element into a Python value, and says what is wrong with it when it is none.

The schema judges first; what stands here is for building the message and, on a refusal, for explaining it. Beyond the schema it
refuses two things (docs/besluiten/0003): years that Python cannot hold, and the offset in a time that libxml2 lets pass.
"""

import re
from datetime import date
from functools import cache

from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.types import Simple, Wet

_BLANKS = " \t\n\r"
_INTEGER = re.compile(r"[+-]?[0-9]+", re.ASCII)
_DATE = re.compile(r"(-?[0-9]{4,})-([0-9]{2})-([0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2})?", re.ASCII)
_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00(?:\.0+)?", re.ASCII)

Wrong = tuple[str, str | None]
"""Key of the language table, and what was expected."""


class Dates(dict[str, date]):
    """Dates by their text: a claim of 20,000 lines holds a few dozen different ones."""

    def __missing__(self, text: str) -> date:
        value = date.fromisoformat(text.strip(_BLANKS))
        self[text] = value
        return value


def whole(text: str) -> int:
    """An integer of any length; Python stops at 4,300 digits, which leading zeros can pass."""
    text = text.strip(_BLANKS)
    sign, digits = (text[0], text[1:]) if text[0] in "+-" else ("", text)
    return int(sign + (digits.lstrip("0") or "0"))


def time_of_day(text: str) -> str:
    """A time as written. Raises ValueError for an offset: libxml2 reads the pattern `[^Z+-]+` without its last character."""
    if "-" in text:
        raise ValueError("time with offset")
    return text.strip(_BLANKS)


def wrong_with(simple: Simple, text: str, wet: Wet) -> Wrong | None:
    """What is wrong with the text of an element of this type, or None."""
    if simple.base == "string":
        return _wrong_string(simple, text, wet)
    text = text.strip(_BLANKS)
    if simple.base == "integer":
        return _wrong_integer(simple, text)
    return _wrong_date(text) if simple.base == "date" else _wrong_time(text)


def _wrong_string(simple: Simple, text: str, wet: Wet) -> Wrong | None:
    if listed := simple.codelist(wet):
        return None if text in _codes(listed, wet) else ("XSD.code", _some(listed, wet))
    if simple.min_length and not text.strip(_BLANKS) and (simple.pattern or not text):
        return ("XSD.leeg", None)
    if simple.form != "tekst" and simple.pattern and not _pattern(simple.pattern).fullmatch(text):
        return (f"XSD.vorm.{simple.form}", simple.pattern if simple.form == "vast" else None)
    if simple.max_length and len(text) > simple.max_length:
        return ("XSD.lang", str(simple.max_length))
    if simple.pattern and not _pattern(simple.pattern).fullmatch(text):
        return ("XSD.regeleinde", None)
    return None


def _wrong_integer(simple: Simple, text: str) -> Wrong | None:
    if not _INTEGER.fullmatch(text):
        return ("XSD.vorm.geheel", None)
    if simple.pattern and text != simple.pattern:
        return ("XSD.vorm.vast", simple.pattern)
    if not _within(simple, text):
        return ("XSD.bereik", f"{simple.minimum} - {simple.maximum}")
    return None


def _within(simple: Simple, text: str) -> bool:
    # Zeros in front count for nothing, and a number of thousands of digits need not be read to see that it is too large.
    if len(text.lstrip("+-").lstrip("0")) > 4000:
        return False
    value = whole(text)
    return value >= (simple.minimum or 0) and (simple.maximum is None or value <= simple.maximum)


def _wrong_date(text: str) -> Wrong | None:
    parts = _DATE.fullmatch(text)
    if not parts or parts[4]:
        return ("XSD.vorm.datum", None)
    year, month, day = int(parts[1]) if len(parts[1]) < 9 else 0, int(parts[2]), int(parts[3])
    if not 1 <= year <= 9999:
        return ("XSD.jaar", None)
    try:
        date(year, month, day)
    except ValueError:
        return ("XSD.datum_bestaat_niet", None)
    return None


def _wrong_time(text: str) -> Wrong | None:
    return None if _TIME.fullmatch(text) else ("XSD.vorm.tijd", None)


@cache
def _codes(name: str, wet: Wet) -> frozenset[str]:
    return frozenset(codelist(name).in_schema(wet))


@cache
def _some(name: str, wet: Wet) -> str:
    """The codes that the list allows; of a long list only that it is long."""
    codes = codelist(name).in_schema(wet)
    return ", ".join(codes) if len(codes) <= 24 else f"een code uit codelijst {name}"


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    # In XSD a point is anything but a line break of either kind, and white space is the ASCII one.
    return re.compile(pattern.replace(".*", r"[^\n\r]*"), re.ASCII)
