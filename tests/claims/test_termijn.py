"""Until when a claim is in time: the examples of three regions and of a calendar, and the days beside them."""

from datetime import date
from typing import Any

import pytest

from ketenwerk.claims.termijn import Aanvang, Kalendermaand, Termijn, Zorgmaand, uiterlijk

VAN = date(2024, 1, 1)
MAAND = Termijn(vanaf=Aanvang.MAAND, van=VAN)
DAGEN = Termijn(vanaf=Aanvang.PERIODE, dagen=30, van=VAN)
LAAT = Termijn(vanaf=Aanvang.TOEWIJZING, dagen=30, van=VAN, categorie="54")
TIENDE = Kalendermaand(periode=date(2024, 9, 1), indienen=date(2024, 10, 10), betaling=date(2024, 10, 25))


def zorg(month: int = 9, **changes: Any) -> Zorgmaand:
    return Zorgmaand(**{"begin": date(2024, month, 1), "ander": "0200", "categorie": "54", **changes})


@pytest.mark.eis("E165")
def test_the_last_day_of_the_month_after() -> None:
    assert uiterlijk(zorg(), [MAAND]) == date(2024, 10, 31)


@pytest.mark.eis("E166")
def test_thirty_days_after_the_end_of_the_period() -> None:
    assert uiterlijk(zorg(), [DAGEN]) == date(2024, 10, 30)


def test_costs_become_claimable_with_the_assignment() -> None:
    """The month after the later of care and assignment (O56)."""
    assert uiterlijk(zorg(toegewezen=date(2024, 9, 30)), [MAAND]) == date(2024, 10, 31)
    assert uiterlijk(zorg(toegewezen=date(2024, 10, 1)), [MAAND]) == date(2024, 11, 30)
    assert uiterlijk(zorg(toegewezen=date(2024, 12, 31)), [MAAND]) == date(2025, 1, 31)


@pytest.mark.eis("E167")
@pytest.mark.parametrize(("month", "last"), [(1, date(2024, 6, 9)), (4, date(2024, 6, 9)), (5, date(2024, 6, 30))])
def test_thirty_days_after_a_late_assignment_for_all_earlier_months(month: int, last: date) -> None:
    assert uiterlijk(zorg(month, toegewezen=date(2024, 5, 10)), [MAAND, LAAT]) == last


def test_of_another_category_the_ordinary_term_holds() -> None:
    late = zorg(4, toegewezen=date(2024, 5, 10), categorie="45")
    assert uiterlijk(late, [MAAND, LAAT]) == date(2024, 6, 30)


def test_received_on_the_last_day_of_the_month_is_not_late() -> None:
    assert uiterlijk(zorg(4, toegewezen=date(2024, 4, 30)), [MAAND, LAAT]) == date(2024, 5, 31)
    assert uiterlijk(zorg(4, toegewezen=date(2024, 5, 1)), [MAAND, LAAT]) == date(2024, 5, 31)


@pytest.mark.eis("E168")
def test_the_earlier_of_calendar_and_agreement() -> None:
    assert uiterlijk(zorg(), [MAAND], TIENDE) == date(2024, 10, 10)
    late = Kalendermaand(periode=date(2024, 9, 1), indienen=date(2024, 11, 15))
    assert uiterlijk(zorg(), [MAAND], late) == date(2024, 10, 31)
    assert uiterlijk(zorg(), [], late) == date(2024, 11, 15)


def test_a_day_of_the_calendar_that_had_passed_says_nothing() -> None:
    assert uiterlijk(zorg(toegewezen=date(2024, 10, 10)), [MAAND], TIENDE) == date(2024, 10, 10)
    assert uiterlijk(zorg(toegewezen=date(2024, 10, 11)), [MAAND], TIENDE) == date(2024, 11, 30)


def test_nothing_agreed_and_nothing_published_is_no_term() -> None:
    assert uiterlijk(zorg(), []) is None
    assert uiterlijk(zorg(), [LAAT]) is None


def test_one_for_this_municipality_goes_first_then_the_category_then_the_newest() -> None:
    own = Termijn(vanaf=Aanvang.PERIODE, dagen=10, van=VAN, ander="0200")
    category = Termijn(vanaf=Aanvang.PERIODE, dagen=20, van=VAN, categorie="54")
    newer = Termijn(vanaf=Aanvang.PERIODE, dagen=5, van=date(2024, 9, 1))
    later = Termijn(vanaf=Aanvang.PERIODE, dagen=1, van=date(2024, 10, 1))
    assert uiterlijk(zorg(), [DAGEN, own, category]) == date(2024, 10, 10)
    assert uiterlijk(zorg(), [DAGEN, category]) == date(2024, 10, 20)
    assert uiterlijk(zorg(), [DAGEN, newer, later]) == date(2024, 10, 5)
    assert uiterlijk(zorg(ander="0344"), [own]) is None
