"""The reply as a table: place, return code, meaning."""

from collections.abc import Iterator

import msgspec

from ketenwerk.messages.walk import walk
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.codelists import codelist

from .places import in_words


class ReturnCode(msgspec.Struct, frozen=True):
    place: str
    code: str
    meaning: str
    good: bool


def return_codes(bericht: Bericht, most: int) -> tuple[list[ReturnCode], int]:
    """At most `most` rows, and how many there are; an approved message has none."""
    rows = list(_rows(bericht))
    return rows[:most], len(rows)


def _rows(bericht: Bericht) -> Iterator[ReturnCode]:
    listed = codelist("WJ001")
    calm = listed.where("goed") | listed.where("niet_beoordeeld")
    for path, part in walk(bericht):
        for code in getattr(part, "retour_codes", ()):
            yield ReturnCode(in_words(path), code, listed.meaning(code) or "Onbekende retourcode", code in calm)
