"""Until when a claim is in time: what parties agreed and what a municipality publishes (E165, E166, E167, E168).

Late is a signal and never a reason by itself to reject: no rule of the standard knows these terms.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from .periode import DAY, Periode, maand


class Aanvang(StrEnum):
    """What a term of claiming counts from."""

    MAAND = "maand"
    """The last day of the month after the one in which the costs became claimable (E165)."""
    PERIODE = "periode"
    """So many days after the end of the month of care (E166)."""
    TOEWIJZING = "toewijzing"
    """So many days after the receipt of the assignment, for months that had ended by then (E167)."""


class Termijn(msgspec.Struct, frozen=True, kw_only=True):
    """A term for care from the month of `van` on. `dagen` are calendar days, 0 where a month counts.

    `ander` is the code of the other side and `categorie` a product category, "" for all of them.
    """

    vanaf: Aanvang
    dagen: int = 0
    van: date
    ander: str = ""
    categorie: str = ""


class Kalendermaand(msgspec.Struct, frozen=True, kw_only=True):
    """What a municipality publishes of one claim period: submit until, when it is processed, when it is paid (E168)."""

    periode: date
    indienen: date
    verwerking: date | None = None
    betaling: date | None = None


class Zorgmaand(msgspec.Struct, frozen=True, kw_only=True):
    """Care that waits to be claimed: the month that it was given in, and when its assignment was received."""

    begin: date
    ander: str
    categorie: str
    toegewezen: date | None = None


def uiterlijk(zorg: Zorgmaand, termijnen: Iterable[Termijn], kalender: Kalendermaand | None = None) -> date | None:
    """The last day on which a claim of that care is in time: the earlier of calendar and agreement (E168); None without both.

    A term after a late assignment goes before both. A day of the calendar that had passed when the assignment came says nothing.
    """
    fitting = [each for each in termijnen if _fits(each, zorg)]
    period = maand(zorg.begin)
    is_late = zorg.toegewezen is not None and zorg.toegewezen > period.eind
    late = _best(each for each in fitting if each.vanaf is Aanvang.TOEWIJZING)
    if is_late and late is not None:
        assert zorg.toegewezen is not None
        return zorg.toegewezen + timedelta(days=late.dagen)
    ordinary = _best(each for each in fitting if each.vanaf is not Aanvang.TOEWIJZING)
    agreed = _counted(ordinary, period, zorg.toegewezen) if ordinary else None
    published = kalender.indienen if kalender and not _was_over(kalender, zorg) else None
    return min((each for each in (agreed, published) if each is not None), default=None)


def _fits(termijn: Termijn, zorg: Zorgmaand) -> bool:
    to_all = termijn.ander in ("", zorg.ander) and termijn.categorie in ("", zorg.categorie)
    return to_all and maand(termijn.van).begin <= zorg.begin


def _was_over(kalender: Kalendermaand, zorg: Zorgmaand) -> bool:
    """Whether the day of the calendar had passed when the care became claimable."""
    return zorg.toegewezen is not None and zorg.toegewezen > kalender.indienen


def _best(termijnen: Iterable[Termijn]) -> Termijn | None:
    """One for this other side goes before one for all, then one for this category, then the newest."""
    return max(termijnen, key=lambda each: (each.ander != "", each.categorie != "", each.van), default=None)


def _counted(termijn: Termijn, period: Periode, toegewezen: date | None) -> date:
    """Costs become claimable in the month of care, or in that of the assignment where it came later (O56)."""
    if termijn.vanaf is Aanvang.PERIODE:
        return period.eind + timedelta(days=termijn.dagen)
    claimable = max(period.eind, toegewezen) if toegewezen else period.eind
    return maand(maand(claimable).eind + DAY).eind
