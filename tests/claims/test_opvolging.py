"""A month with care is not passed over for a later one (E164)."""

from collections.abc import Sequence
from datetime import date

import pytest
from zorg import basis, grondslag, levering

from ketenwerk.claims.lijn import Handeling
from ketenwerk.claims.opvolging import ontbrekend
from ketenwerk.claims.periode import Periode, maand
from ketenwerk.claims.regels import regels

SEPTEMBER = date(2024, 9, 1)


def zorg(*months: int) -> Sequence[Handeling]:
    """What is to be claimed of one delivery in each of these months of 2024."""
    return regels([levering(date(2024, month, 14)) for month in months], basis(grondslag(begin=date(2024, 1, 1)))).handelingen


def months(found: Sequence[Periode]) -> list[int]:
    return [each.begin.month for each in found]


@pytest.mark.parametrize(
    ("now", "left", "missing"),
    [
        ([11], [10], [10]),
        ([11], [], []),
        ([10, 11], [], []),
        ([10], [11], []),
        ([12], [10, 11], [10, 11]),
        ([10, 12], [11], [11]),
        ([11], [9], []),
        ([11], [8], []),
        ([], [10], []),
    ],
)
def test_after_september(now: list[int], left: list[int], missing: list[int]) -> None:
    assert months(ontbrekend(zorg(*now), zorg(*left), SEPTEMBER)) == missing


def test_a_month_of_which_some_is_claimed_is_no_gap() -> None:
    october, november = zorg(10), zorg(11)
    assert ontbrekend([*october, *november], zorg(10), SEPTEMBER) == ()


def test_any_month_may_be_the_first() -> None:
    assert ontbrekend(zorg(11), zorg(10), None) == ()


def test_the_last_day_of_the_latest_period_counts_as_that_period() -> None:
    assert months(ontbrekend(zorg(11), zorg(9, 10), maand(SEPTEMBER).eind)) == [10]
