"""The months of a claim and the product periods in them; weeks and Sundays against a count day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketenwerk.claims.periode import (
    Periode,
    aantal_maanden,
    aantal_weken,
    aantal_zondagen,
    laatste_zondag,
    maand,
    maanden,
    productperiode,
    productperioden,
    weken,
    zondagen,
)
from strategies import searching

DAY = timedelta(days=1)
APRIL, JUNI = date(2026, 4, 8), date(2026, 6, 17)

_DAYS = st.dates(date(2019, 12, 1), date(2033, 2, 1))
PERIODEN = st.builds(lambda begin, days: Periode(begin, begin + days * DAY), _DAYS, st.integers(0, 500))


def days(periode: Periode) -> list[date]:
    return [periode.begin + place * DAY for place in range(periode.dagen)]


# The product period


@pytest.mark.eis("E171")
@pytest.mark.parametrize(("day", "begin"), [(date(2025, 3, 20), date(2025, 3, 4)), (date(2025, 4, 1), date(2025, 4, 1))])
def test_product_period_begins_with_the_month_or_with_the_assignment(day: date, begin: date) -> None:
    found = productperiode(day, date(2025, 3, 4), date(2026, 3, 3))
    assert found is not None
    assert found.begin == begin


@pytest.mark.eis("E172")
@pytest.mark.parametrize(("day", "eind"), [(date(2024, 12, 1), date(2024, 12, 13)), (date(2024, 11, 1), date(2024, 11, 30))])
def test_product_period_ends_with_the_month_or_with_the_assignment(day: date, eind: date) -> None:
    found = productperiode(day, date(2024, 10, 10), date(2024, 12, 13))
    assert found is not None
    assert found.eind == eind


def test_product_periods_of_an_assignment() -> None:
    """The example of IV089; a trajectory that is paid at its end has the last of them."""
    assert list(productperioden(APRIL, JUNI)) == [
        (date(2026, 4, 8), date(2026, 4, 30)),
        (date(2026, 5, 1), date(2026, 5, 31)),
        (date(2026, 6, 1), date(2026, 6, 17)),
    ]


@pytest.mark.parametrize(
    ("ingang", "eind", "expected"),
    [
        (date(2026, 3, 1), date(2026, 3, 9), (date(2026, 3, 1), date(2026, 3, 9))),
        (date(2026, 3, 23), date(2026, 3, 31), (date(2026, 3, 23), date(2026, 3, 31))),
        (date(2026, 3, 14), date(2026, 3, 14), (date(2026, 3, 14), date(2026, 3, 14))),
        (date(2026, 3, 14), None, (date(2026, 3, 14), date(2026, 3, 31))),
        (date(2020, 1, 1), None, (date(2026, 3, 1), date(2026, 3, 31))),
        (date(2026, 3, 31), None, (date(2026, 3, 31), date(2026, 3, 31))),
        (date(2026, 4, 1), None, None),
        (date(2026, 1, 1), date(2026, 3, 1), (date(2026, 3, 1), date(2026, 3, 1))),
        (date(2026, 1, 1), date(2026, 2, 28), None),
    ],
)
def test_product_period_in_march(ingang: date, eind: date | None, expected: Periode | None) -> None:
    """Assignments after each other in one month have one each (IV084); without a day in March there is none."""
    assert productperiode(date(2026, 3, 14), ingang, eind) == expected


def test_product_period_follows_the_assignment_and_not_the_day_of_care() -> None:
    """IV090 gives 15-02 as its begin: right only where the assignment begins then (C-05)."""
    care = date(2026, 2, 15)
    assert productperiode(care, date(2026, 2, 15), None) == (date(2026, 2, 15), date(2026, 2, 28))
    assert productperiode(care, date(2026, 1, 1), None) == (date(2026, 2, 1), date(2026, 2, 28))


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2024, 2, 10), 29),
        (date(2025, 2, 10), 28),
        (date(2100, 2, 1), 28),
        (date(2025, 12, 31), 31),
        (date(9999, 12, 31), 31),
    ],
)
def test_month_ends_where_the_calendar_says(day: date, last: int) -> None:
    assert maand(day) == (day.replace(day=1), day.replace(day=last))


def test_calendar_has_a_first_and_a_last_day() -> None:
    """Messages hold such dates: they are counted with, and not stumbled over."""
    first, last = Periode(date.min, date(1, 1, 6)), Periode(date(9999, 12, 27), date.max)
    assert (aantal_weken(first), aantal_zondagen(first), zondagen(first)) == (1, 0, [])
    assert (aantal_weken(last), aantal_zondagen(last)) == (1, 0)
    assert list(productperioden(date(9999, 12, 30), date.max)) == [(date(9999, 12, 30), date.max)]
    assert aantal_maanden(Periode(date.min, date.max)) == 9999 * 12


@searching(200)
@given(PERIODEN)
def test_product_periods_cover_the_assignment_without_gap_or_overlap(geheel: Periode) -> None:
    found = list(productperioden(*geheel))
    assert [day for part in found for day in days(part)] == days(geheel)
    assert all((part.begin.year, part.begin.month) == (part.eind.year, part.eind.month) for part in found)
    assert found == [productperiode(month.begin, *geheel) for month in maanden(*geheel)]
    assert len(found) == aantal_maanden(geheel)


# Weeks and Sundays


@searching(300)
@given(PERIODEN)
def test_weeks_and_sundays_equal_a_count_day_by_day(periode: Periode) -> None:
    counted = list(dict.fromkeys(tuple(day.isocalendar()[:2]) for day in days(periode)))
    sundays = [day for day in days(periode) if day.weekday() == 6]
    assert (weken(periode), aantal_weken(periode)) == (counted, len(counted))
    assert (zondagen(periode), aantal_zondagen(periode)) == (sundays, len(sundays))
    last = laatste_zondag(periode.eind)
    assert last.weekday() == 6
    assert last <= periode.eind < last + 7 * DAY


def test_week_over_the_end_of_a_year_is_one_week() -> None:
    turn = Periode(date(2025, 12, 29), date(2026, 1, 4))
    assert weken(turn) == [(2026, 1)]
    assert aantal_weken(Periode(turn.begin - DAY, turn.eind)) == aantal_weken(Periode(turn.begin, turn.eind + DAY)) == 2


def test_year_of_53_weeks_has_53() -> None:
    assert weken(Periode(date(2026, 12, 28), date(2027, 1, 3))) == [(2026, 53)]
    assert aantal_weken(Periode(date(2025, 12, 29), date(2027, 1, 3))) == 53


def test_period_of_no_days_holds_no_sunday() -> None:
    sunday = date(2026, 11, 22)
    assert aantal_zondagen(Periode(sunday + DAY, sunday)) == 0
    assert aantal_zondagen(Periode(sunday, sunday)) == 1


def test_day_lies_in_a_period_with_both_ends() -> None:
    periode = Periode(APRIL, JUNI)
    assert [day in periode for day in (APRIL - DAY, APRIL, JUNI, JUNI + DAY)] == [False, True, True, False]
    assert "2026-05-01" not in periode
