"""What may be claimed at most: every worked number of the rules and scenarios, and what must hold for any assignment."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketenwerk.claims.omvang import OUTPUT, Maximum, Omvang, is_huishoudelijk, maximum_in_periode, maximum_in_totaal
from ketenwerk.claims.periode import Periode, productperiode, productperioden
from strategies import searching

UUR, ETMAAL, DAGDEEL, STUKS, EURO, INSPANNING = "04", "14", "16", "82", "83", "84"
DAG, WEEK, MAAND, TOTAAL = "1", "2", "4", "6"
EEN_DAG = timedelta(days=1)


def maxima(omvang: Omvang) -> list[int]:
    """Per product period of an assignment that ends."""
    assert omvang.einddatum
    return [maximum_in_periode(omvang, part).volume for part in productperioden(omvang.ingangsdatum, omvang.einddatum)]


def whole(omvang: Omvang) -> int | None:
    found = maximum_in_totaal(omvang)
    return found and found.volume


def in_month(omvang: Omvang, day: date) -> Maximum:
    found = productperiode(day, omvang.ingangsdatum, omvang.einddatum)
    assert found
    return maximum_in_periode(omvang, found)


# Per week, effort


@pytest.mark.eis("E182")
def test_week_of_effort_counts_in_every_month_that_it_touches() -> None:
    """Two hours a week from 04-03-2025: March holds weeks 10 to 14."""
    omvang = Omvang(2, UUR, WEEK, date(2025, 3, 4), date(2026, 3, 3))
    assert in_month(omvang, date(2025, 3, 31)) == Maximum(10, "weken", 5)
    total = whole(omvang)
    assert total
    assert sum(maxima(omvang)) > total == 2 * 53


def test_five_weeks_in_may() -> None:
    assert maxima(Omvang(3, UUR, WEEK, date(2024, 5, 1), date(2024, 5, 31))) == [15]


def test_three_hours_a_week_in_summer() -> None:
    """N01 and IV076, whose headline for July prints 9: its own sums say 12 (C-02)."""
    omvang = Omvang(3, UUR, WEEK, date(2025, 7, 7), date(2025, 9, 7))
    assert (maxima(omvang), whole(omvang)) == ([12, 15, 3], 27)


def test_whole_is_less_than_the_months_where_weeks_are_broken() -> None:
    """N03 and IV077: 42 in three months, 39 in thirteen weeks."""
    omvang = Omvang(3, UUR, WEEK, date(2025, 10, 7), date(2025, 12, 30))
    assert (maxima(omvang), whole(omvang)) == ([12, 15, 15], 39)


@pytest.mark.parametrize(("year", "expected"), [(2025, 9), (2026, 12)])
def test_weeks_of_november_are_counted_and_not_copied(year: int, expected: int) -> None:
    """The example of IV078 for 2026 gives the 9 of 2025 (C-01)."""
    omvang = Omvang(3, UUR, WEEK, date(year, 11, 12), date(year + 1, 6, 30))
    assert in_month(omvang, date(year, 11, 30)).volume == expected


def test_broken_first_week_gives_the_full_hours() -> None:
    omvang = Omvang(3, UUR, WEEK, date(2025, 11, 16), date(2025, 11, 16))
    assert (maxima(omvang), whole(omvang)) == ([3], 3)


@pytest.mark.parametrize("eenheid", ["01", UUR, ETMAAL, DAGDEEL, INSPANNING])
def test_all_units_of_effort_count_weeks(eenheid: str) -> None:
    """IV077 names three units; the rule is for every unit of its kind (C-04)."""
    assert maxima(Omvang(3, eenheid, WEEK, date(2024, 5, 1), date(2024, 6, 30))) == [15, 15]


# Per week, output


@pytest.mark.eis("E183")
@pytest.mark.parametrize(
    ("eind", "may", "erbij"),
    [(date(2024, 5, 30), 15, 1), (date(2024, 5, 26), 12, 0), (date(2024, 5, 27), 15, 1), (date(2024, 8, 30), 12, 0)],
)
def test_sundays_of_may_and_the_broken_last_week(eind: date, may: int, erbij: int) -> None:
    omvang = Omvang(3, STUKS, WEEK, date(2024, 1, 1), eind)
    found = in_month(omvang, date(2024, 5, 1))
    assert (found.volume, found.erbij, found.telling) == (may, erbij, "zondagen")


def test_sundays_where_the_assignment_ends_on_one() -> None:
    """S08: four in May, five in June, and none added."""
    omvang = Omvang(3, STUKS, WEEK, date(2024, 5, 1), date(2024, 6, 30))
    assert (maxima(omvang), whole(omvang)) == ([12, 15], 27)


@pytest.mark.parametrize(
    ("begin", "eind", "months"),
    [
        (date(2025, 7, 7), date(2025, 9, 7), [90000, 150000, 30000]),
        (date(2025, 7, 7), date(2025, 9, 6), [90000, 180000, 0]),
        (date(2025, 7, 7), date(2025, 9, 5), [90000, 180000, 0]),
        (date(2025, 10, 1), date(2025, 12, 31), [120000, 150000, 150000]),
        (date(2025, 10, 7), date(2025, 12, 31), [90000, 150000, 150000]),
    ],
)
def test_three_hundred_euros_a_week(begin: date, eind: date, months: list[int]) -> None:
    """IV076, IV077 and N02. The third example of IV077 counts from 07-10, not from the 01-10 that it names (C-03)."""
    omvang = Omvang(30000, EURO, WEEK, begin, eind)
    assert (maxima(omvang), whole(omvang)) == (months, sum(months))


def test_assignment_without_a_sunday_gives_one_week_where_it_ends() -> None:
    """C-09, also where that one week lies in two months."""
    assert maxima(Omvang(3, STUKS, WEEK, date(2025, 6, 2), date(2025, 6, 7))) == [3]
    assert maxima(Omvang(3, STUKS, WEEK, date(2024, 7, 29), date(2024, 8, 2))) == [0, 3]
    one_day = Omvang(3, STUKS, WEEK, date(2025, 6, 2), date(2025, 6, 2))
    assert (maxima(one_day), whole(one_day)) == ([3], 3)


def test_one_sunday_gives_one_week_and_nothing_beside() -> None:
    omvang = Omvang(3, STUKS, WEEK, date(2025, 6, 8), date(2025, 6, 8))
    assert (maxima(omvang), whole(omvang)) == ([3], 3)


def test_first_days_of_the_calendar_have_a_week_too() -> None:
    omvang = Omvang(3, STUKS, WEEK, date.min, date(1, 1, 3))
    assert (maxima(omvang), whole(omvang)) == ([3], 3)


# Household help under the Wmo


@pytest.mark.parametrize("eenheid", [UUR, STUKS])
def test_household_help_has_six_weeks_in_any_period(eenheid: str) -> None:
    """C-53: both variants, also in one day; the whole stays what it is."""
    omvang = Omvang(2, eenheid, WEEK, date(2024, 5, 1), date(2024, 6, 1), huishoudelijk=True)
    assert maxima(omvang) == [12, 12]
    assert whole(omvang) == whole(omvang._replace(huishoudelijk=False)) == 10


def test_household_help_is_category_01_of_the_wmo_per_week() -> None:
    assert is_huishoudelijk("wmo", "01", WEEK)
    others = [("jw", "01", WEEK), ("wmo", "02", WEEK), ("wmo", None, WEEK), ("wmo", "01", MAAND)]
    assert not any(is_huishoudelijk(*each) for each in others)


# Per day, month, and in all


@pytest.mark.eis("E184")
def test_broken_month_gives_the_full_volume() -> None:
    """S04: fifteen hours in each of three months, of which two are broken; sixteen is too much."""
    omvang = Omvang(15, UUR, MAAND, date(2024, 10, 10), date(2024, 12, 13))
    assert list(productperioden(omvang.ingangsdatum, date(2024, 12, 13))) == [
        (date(2024, 10, 10), date(2024, 10, 31)),
        (date(2024, 11, 1), date(2024, 11, 30)),
        (date(2024, 12, 1), date(2024, 12, 13)),
    ]
    assert (maxima(omvang), whole(omvang)) == ([15, 15, 15], 45)
    assert in_month(omvang, date(2024, 10, 31)).volume < 16


def test_month_of_iv078() -> None:
    assert maxima(Omvang(15, UUR, MAAND, date(2026, 10, 14), date(2026, 12, 13))) == [15, 15, 15]


def test_per_day_counts_calendar_days() -> None:
    """C-09; a leap year has its 29th."""
    assert maxima(Omvang(2, UUR, DAG, date(2024, 2, 1), date(2024, 3, 1))) == [58, 2]
    assert maxima(Omvang(2, UUR, DAG, date(2025, 2, 1), date(2025, 3, 1))) == [56, 2]


def test_total_is_the_most_in_each_period_and_over_the_whole() -> None:
    omvang = Omvang(1200, "01", TOTAAL, date(2024, 1, 1), date(2024, 3, 31))
    assert (maxima(omvang), whole(omvang)) == ([1200] * 3, 1200)


@pytest.mark.parametrize(("frequentie", "expected"), [(DAG, None), (WEEK, None), (MAAND, None), (TOTAAL, 40)])
def test_open_end_sets_no_limit_but_a_total(frequentie: str, expected: int | None) -> None:
    assert whole(Omvang(40, UUR, frequentie, date(2025, 1, 1), None)) == expected


def test_open_end_has_no_broken_last_week() -> None:
    assert in_month(Omvang(1, STUKS, WEEK, date(2024, 1, 1), None), date(2024, 5, 1)) == Maximum(4, "zondagen", 4)


# For any assignment


_BEGIN = st.dates(date(2020, 1, 1), date(2033, 1, 1))
EFFORT = ("01", UUR, ETMAAL, DAGDEEL, INSPANNING)
UNITS = (*EFFORT, STUKS, EURO)


@st.composite
def omvangen(
    draw: st.DrawFn, frequenties: tuple[str, ...] = (DAG, WEEK, MAAND, TOTAAL), units: tuple[str, ...] = UNITS
) -> Omvang:
    begin = draw(_BEGIN)
    eind = begin + draw(st.one_of(st.integers(0, 20), st.integers(0, 800))) * EEN_DAG
    return Omvang(draw(st.integers(0, 500)), draw(st.sampled_from(units)), draw(st.sampled_from(frequenties)), begin, eind)


@searching(400)
@given(omvangen())
def test_months_of_output_add_up_to_the_whole_and_of_effort_to_no_less(omvang: Omvang) -> None:
    months, total = maxima(omvang), whole(omvang)
    assert total is not None
    assert min(months) >= 0 <= total
    if omvang.frequentie == TOTAAL:
        assert set(months) == {total}
    elif omvang.frequentie == WEEK and omvang.eenheid not in OUTPUT:
        assert max(months) <= total <= sum(months)
    else:
        assert total == sum(months)


@searching(300)
@given(omvangen((WEEK,), EFFORT), st.data())
def test_weekly_effort_given_on_any_one_day_of_each_week_fits_in_every_month(omvang: Omvang, data: st.DataObject) -> None:
    assert omvang.einddatum
    geheel = Periode(omvang.ingangsdatum, omvang.einddatum)
    weeks: dict[tuple[int, int], list[date]] = {}
    for place in range(geheel.dagen):
        day = geheel.begin + place * EEN_DAG
        weeks.setdefault(day.isocalendar()[:2], []).append(day)
    on = data.draw(st.integers(0, 6))
    given_on = [held[on % len(held)] for held in weeks.values()]
    delivered = [omvang.volume * sum(day in part for day in given_on) for part in productperioden(*geheel)]
    assert all(there <= most for there, most in zip(delivered, maxima(omvang), strict=True))
    assert sum(delivered) == whole(omvang)


@searching(200)
@given(omvangen())
def test_open_end_gives_what_a_far_end_gives(omvang: Omvang) -> None:
    open_end = omvang._replace(einddatum=None)
    far = omvang._replace(einddatum=date(2040, 12, 31))
    assert in_month(open_end, omvang.ingangsdatum) == in_month(far, omvang.ingangsdatum)
