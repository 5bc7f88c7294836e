"""Dates as the rules of level 2 compare them."""

from datetime import date
from typing import Final

BEGIN_2021: Final = date(2021, 1, 1)
"""From this day on care is claimed with a 323 (CS100), and Omvang is bound to product code and unit (CD080, CS338 and kin)."""


def years_before(day: date, years: int) -> date:
    """The same day that many years earlier; 28 February where that year has no 29th, so that exactly that many years passes.

    A calendar has no year 0: further back than its first day is that first day.
    """
    if day.year <= years:
        return date.min
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def ends_from_2021(einddatum: date | None) -> bool:
    """Whether a period runs into 2021 or later; an absent end date is an open end."""
    return einddatum is None or einddatum >= BEGIN_2021


def period(begindatum: date | None, einddatum: date | None) -> str:
    """A period for in a finding: `2026-04-01..2026-04-30`, or `2026-04-01..` when it is open at that side."""
    return f"{begindatum or ''}..{einddatum or ''}"
