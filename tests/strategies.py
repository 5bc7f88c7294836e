"""Searching counterpart of `seeded`: hypothesis strategies for valid messages of every type, from the definitions.

Every part that may be absent is now there and now not. Values lie inside and at the edge of what their type allows, and texts
hold what is legal and seldom tried: markup, line breaks, combining marks, emoji, a space that is no white space.
"""

import os
from datetime import date
from functools import cache
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from ketenwerk.messages.plan import narrowed
from ketenwerk.standard.basis import Bericht, Onderdeel
from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.fields import Field, fields_for
from ketenwerk.standard.release import MessageType
from ketenwerk.standard.types import Simple, Wet

FUZZ = int(os.environ.get("KETENWERK_FUZZ", "1"))
"""Multiplies the number of examples; from 2 on every run searches elsewhere."""


def searching(examples: int) -> settings:
    """Settings for a property that is tried on so many examples in an ordinary run."""
    return settings(
        max_examples=examples * FUZZ,
        deadline=None,
        derandomize=FUZZ == 1,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
    )


EXOTIC = "&<>\"'\u00a0\u0301\u200d\u2028\u0085\ufffdéßŒĲ漢𝒜🙂{}%;]"
_ORDINARY = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
_LINE = st.one_of(st.sampled_from(EXOTIC + "\t "), _ORDINARY)
_LINES = st.one_of(st.sampled_from(EXOTIC + "\t \r\n"), _ORDINARY)
_INK = st.one_of(st.sampled_from(EXOTIC), st.characters(codec="utf-8", categories=("L", "N", "P", "S")))
_DIGITS = st.sampled_from("0123456789")
_INITIALS = st.one_of(st.sampled_from("azAZÀ×÷ỳ"), st.characters(min_codepoint=0xC0, max_codepoint=0x1EF3))
_LENGTHS = {"bsn": 9, "agb": 8, "gemeente": 4}


@cache
def messages(message: MessageType) -> st.SearchStrategy[Bericht]:
    """Messages of this type, each valid by the standard's schema."""
    return _parts(message.root, message)


@cache
def _parts(cls: type[Onderdeel], message: MessageType) -> st.SearchStrategy[Any]:
    fields = fields_for(cls, message.wet)
    required = {field.attr: _field(field, message) for field in fields if field.required}
    optional = {field.attr: _field(field, message) for field in fields if not field.required}
    return st.fixed_dictionaries(required, optional=optional).map(lambda values: cls(**values))


def _field(field: Field, message: MessageType) -> st.SearchStrategy[Any]:
    if isinstance(field.kind, Simple):
        one = values(narrowed(field.attr, field.kind, message), message.wet)
    else:
        one = _parts(field.kind, message)
    return st.lists(one, min_size=1, max_size=2).map(tuple) if field.many else one


@cache
def values(simple: Simple, wet: Wet) -> st.SearchStrategy[Any]:
    """Values that the type allows, as Python holds them."""
    if listed := simple.codelist(wet):
        return st.sampled_from(codelist(listed).in_schema(wet))
    if simple.base == "date":
        return st.one_of(st.dates(), st.sampled_from([date.min, date.max, date(2024, 2, 29)]))
    if simple.base == "time":
        return _times()
    if simple.base == "integer":
        if simple.pattern:
            return st.just(int(simple.pattern))
        return st.one_of(st.integers(0, simple.maximum), st.sampled_from([0, simple.maximum]))
    return _strings(simple)


def _times() -> st.SearchStrategy[str]:
    whole = st.times().map(lambda time: time.isoformat(timespec="seconds"))
    parts = st.builds("{}.{}".format, whole, st.text(_DIGITS, min_size=1, max_size=7))
    return st.one_of(whole, parts, st.sampled_from(["24:00:00", "24:00:00.000", "00:00:00", "23:59:59.9999999"]))


def _strings(simple: Simple) -> st.SearchStrategy[str]:
    if simple.form == "vast":
        return st.just(simple.pattern or "")
    if simple.form == "versie":
        return st.builds("{}.{}.{}".format, *[st.integers(0, 10_000)] * 3)
    if simple.form in _LENGTHS:
        return st.text(_DIGITS, min_size=_LENGTHS[simple.form], max_size=_LENGTHS[simple.form])
    alphabets = {"telefoon": _DIGITS, "letters": _INITIALS, "alfanumeriek": st.sampled_from("azAZ059")}
    if simple.form in alphabets:
        return _sized(alphabets[simple.form], simple.max_length)
    if not simple.pattern:
        return _sized(_LINES, simple.max_length)
    alphabet = _LINE if simple.max_length else _LINES
    # One character with ink in it, anywhere: the rest may be blank.
    longest = (simple.max_length or 200) - 1
    return st.tuples(st.text(alphabet, max_size=longest), _INK).flatmap(
        lambda pair: st.integers(0, len(pair[0])).map(lambda at: pair[0][:at] + pair[1] + pair[0][at:])
    )


def _sized(alphabet: st.SearchStrategy[str], longest: int | None) -> st.SearchStrategy[str]:
    longest = longest or 200
    return st.one_of(st.text(alphabet, min_size=1, max_size=longest), st.text(alphabet, min_size=longest, max_size=longest))
