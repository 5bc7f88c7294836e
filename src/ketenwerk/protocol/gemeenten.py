"""Municipalities by the list of Statistics Netherlands (CBS), by date.

What is lacking (C-49): our list is the division of 1 January 2026, whose codes are those of 2025 too. It gives no first
day, so a municipality of today counts as one that always was. One that merged before 2025 is not in it: of such a code nothing
is known on a day before 2025, and that is what `standing` says. Older divisions can be added to the list with their last day.
"""

from datetime import date
from enum import Enum
from typing import Final

from ketenwerk.standard.codelists import CodeList, codelist

LIJST: Final = codelist("CBS")
EERSTE_INDELING: Final = date(2025, 1, 1)
"""The first division that the list covers."""


class Stand(Enum):
    """What the list says of a code on a day."""

    BESTAAT = "bestaat"
    BESTAAT_NIET = "bestaat niet"
    ONBEKEND = "onbekend"
    """Not in the list, on a day of which the list does not know all codes."""


def bestaat(gemeentecode: str, on: date, lijst: CodeList = LIJST) -> bool:
    """Whether the list has the municipality on that day. False also when it cannot know: see `standing`."""
    return lijst.is_known(gemeentecode, on)


def standing(gemeentecode: str, on: date, lijst: CodeList = LIJST) -> Stand:
    """What the list says of the code on that day, and whether it can know."""
    if lijst.is_known(gemeentecode, on):
        return Stand.BESTAAT
    if gemeentecode in lijst.rows or on >= EERSTE_INDELING:
        return Stand.BESTAAT_NIET
    return Stand.ONBEKEND


def name(gemeentecode: str, lijst: CodeList = LIJST) -> str | None:
    """Its name, or None for a code that the list does not know."""
    return lijst.meaning(gemeentecode)
