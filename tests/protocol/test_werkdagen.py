"""Working days and the terms that count in them; Easter and the days around it of years whose calendar is known."""

from datetime import date, timedelta

import pytest

from ketenwerk.protocol.paasdatum import eerste_paasdag
from ketenwerk.protocol.werkdagen import declaratie_uiterlijk, feestdagen, is_werkdag, na_werkdagen, werkdagen_tot

PASEN = {
    1961: "1961-04-02", 1997: "1997-03-30", 2000: "2000-04-23", 2008: "2008-03-23", 2011: "2011-04-24", 2019: "2019-04-21",
    2024: "2024-03-31", 2025: "2025-04-20", 2026: "2026-04-05", 2027: "2027-03-28", 2038: "2038-04-25", 2049: "2049-04-18",
}  # fmt: skip


@pytest.mark.parametrize(("jaar", "pasen"), PASEN.items())
def test_easter(jaar: int, pasen: str):
    assert eerste_paasdag(jaar) == date.fromisoformat(pasen)


def test_easter_is_a_sunday_between_its_bounds_in_every_year():
    for jaar in range(1900, 2200):
        pasen = eerste_paasdag(jaar)
        assert pasen.weekday() == 6
        assert date(jaar, 3, 22) <= pasen <= date(jaar, 4, 25)


@pytest.mark.parametrize(
    "dag",
    [
        "2026-01-01",  # New Year
        "2026-04-03",  # Good Friday
        "2026-04-06",  # Easter Monday
        "2026-04-27",  # King's day
        "2026-05-05",  # Liberation day, every year
        "2026-05-14",  # Ascension
        "2026-05-25",  # Whit Monday
        "2026-12-25",
        "2025-12-26",
        "2025-04-26",  # King's day on a Sunday: the Saturday before
        "2013-04-30",  # still Queen's day
        "2026-11-28",  # a Saturday
        "2026-11-29",
    ],
)
def test_no_working_day(dag: str):
    assert not is_werkdag(date.fromisoformat(dag))


@pytest.mark.parametrize(
    "dag",
    [
        "2026-01-02",
        "2026-04-02",  # Maundy Thursday
        "2026-04-07",
        "2026-04-28",
        "2025-04-28",  # Monday after a King's day that moved to Saturday
        "2026-04-30",  # no Queen's day any more
        "2026-05-04",
        "2026-05-15",  # the Friday after Ascension is no public holiday
        "2026-12-24",
        "2026-12-28",  # Boxing day was a Saturday: nothing moves
        "2026-12-31",
    ],
)
def test_a_working_day_beside_it(dag: str):
    assert is_werkdag(date.fromisoformat(dag))


def test_a_year_has_nine_of_them_unless_two_meet():
    assert len(feestdagen(2026)) == 9
    assert len(feestdagen(2008)) == 9  # Ascension on the first of May, Queen's day the day before
    assert len(feestdagen(2016)) == 8  # Ascension on Liberation day


def test_the_answer_to_a_claim_of_the_first_of_october_2024():
    assert declaratie_uiterlijk(date(2024, 10, 1)) == date(2024, 10, 15)


@pytest.mark.parametrize(
    ("ontvangen", "uiterlijk"),
    [
        ("2026-12-18", "2027-01-05"),  # over Christmas (Friday the 25th) and New Year (Friday)
        ("2026-03-30", "2026-04-15"),  # over Good Friday and Easter Monday
        ("2026-04-24", "2026-05-12"),  # over King's day and Liberation day
        ("2026-11-21", "2026-12-04"),  # received on a Saturday: Monday is day 1
        ("2026-11-20", "2026-12-04"),  # and on the Friday before
        ("2026-11-23", "2026-12-07"),
    ],
)
def test_ten_working_days(ontvangen: str, uiterlijk: str):
    assert declaratie_uiterlijk(date.fromisoformat(ontvangen)) == date.fromisoformat(uiterlijk)


def test_what_is_left_of_a_term():
    due = date(2024, 10, 15)
    assert werkdagen_tot(date(2024, 10, 1), due) == 10
    assert werkdagen_tot(date(2024, 10, 14), due) == 1
    assert werkdagen_tot(due, due) == 0
    assert werkdagen_tot(date(2024, 10, 16), due) == -1
    assert werkdagen_tot(date(2024, 10, 19), due) == -3  # a Saturday adds nothing to the Friday before
    assert werkdagen_tot(date(2024, 10, 20), due) == -3


def test_counting_on_and_counting_back_agree():
    begin = date(2025, 12, 1)
    for offset in range(60):
        dag = begin + timedelta(days=offset)
        for aantal in range(15):
            assert werkdagen_tot(dag, na_werkdagen(dag, aantal)) == aantal


def test_no_days_is_the_day_itself_also_in_a_weekend():
    assert na_werkdagen(date(2026, 11, 28), 0) == date(2026, 11, 28)
    with pytest.raises(ValueError, match="backwards"):
        na_werkdagen(date(2026, 11, 28), -1)
