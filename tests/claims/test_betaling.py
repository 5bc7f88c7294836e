"""Payment of what was granted: the last day by agreement, and who gets how much, to the cent."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketenwerk.claims.betaling import (
    STANDAARD,
    Aanvang,
    Betaaltermijn,
    Post,
    Termijnafspraak,
    per_week,
    termijn,
    verdeel,
    vervaldag,
)
from ketenwerk.protocol.bankdagen import bankdag, is_bankdag

ONTVANGEN, TOEGEKEND = date(2024, 10, 1), date(2024, 10, 15)
VANAF_ONTVANGST = Betaaltermijn(30, Aanvang.ONTVANGST)
DAG = date(2026, 11, 24)


def post(sleutel: str, bedrag: int, aanbieder: str = "A") -> Post:
    return Post(sleutel=sleutel, aanbieder=aanbieder, nummer=f"D{sleutel}", bedrag=bedrag, ontvangen=DAG, toegekend=DAG)


@pytest.mark.eis("E195")
def test_thirty_days_from_receipt_or_from_approval_as_was_agreed() -> None:
    assert vervaldag(ONTVANGEN, TOEGEKEND, VANAF_ONTVANGST) == date(2024, 10, 31)
    assert vervaldag(ONTVANGEN, TOEGEKEND, Betaaltermijn(30, Aanvang.TOEKENNING)) == date(2024, 11, 14)
    agreed = [Termijnafspraak(termijn=VANAF_ONTVANGST, van=date(2024, 1, 1))]
    assert termijn(agreed, "A", ONTVANGEN) == VANAF_ONTVANGST
    assert termijn([], "A", ONTVANGEN) == STANDAARD == Betaaltermijn(30, Aanvang.TOEKENNING)


def test_the_term_is_the_newest_that_held_on_receipt_and_one_of_its_own_goes_first() -> None:
    own, all_old, all_new = (Betaaltermijn(days, Aanvang.ONTVANGST) for days in (7, 14, 21))
    agreed = [
        Termijnafspraak(termijn=all_old, van=date(2024, 1, 1)),
        Termijnafspraak(termijn=all_new, van=date(2024, 10, 1)),
        Termijnafspraak(termijn=own, van=date(2024, 10, 2), ander="A"),
    ]
    assert termijn(agreed, "A", date(2023, 12, 31)) == STANDAARD
    assert termijn(agreed, "A", date(2024, 9, 30)) == all_old
    assert termijn(agreed, "A", date(2024, 10, 1)) == all_new
    assert termijn(agreed, "A", date(2024, 10, 2)) == own
    assert termijn(agreed, "B", date(2024, 10, 2)) == all_new


def test_what_is_due_on_the_day_is_paid_and_a_day_later_not() -> None:
    posten = [post("1", 100), post("2", 200)]
    vervalt = {"1": DAG, "2": DAG + timedelta(days=1)}
    (opdracht,) = verdeel(posten, vervalt, DAG).betalen
    assert [each.sleutel for each in opdracht.posten] == ["1"]
    assert verdeel(posten, vervalt, DAG + timedelta(days=1)).bedrag == 300
    assert verdeel(posten, vervalt, DAG - timedelta(days=1)).betalen == ()


def test_a_negative_claim_is_set_off_before_its_day_but_only_of_the_same_provider() -> None:
    posten = [post("1", 1000), post("2", -300), post("3", 500, "B")]
    vervalt = {"1": DAG, "2": DAG + timedelta(days=30), "3": DAG}
    verdeling = verdeel(posten, vervalt, DAG)
    assert [(each.aanbieder, each.bedrag) for each in verdeling.betalen] == [("A", 700), ("B", 500)]


@pytest.mark.parametrize(("credit", "group"), [(-99, "betalen"), (-100, "verrekend"), (-101, "doorgeschoven")])
def test_one_cent_on_both_sides_of_nothing(credit: int, group: str) -> None:
    verdeling = verdeel([post("1", 100), post("2", credit)], {"1": DAG, "2": DAG}, DAG)
    sizes = {name: len(getattr(verdeling, name)) for name in ("betalen", "verrekend", "doorgeschoven")}
    assert sizes == {"betalen": 0, "verrekend": 0, "doorgeschoven": 0} | {group: 1}


def test_of_nothing_granted_nothing_is_paid() -> None:
    verdeling = verdeel([post("1", 0)], {"1": DAG}, DAG)
    assert (verdeling.betalen, verdeling.verrekend) == ((), ())


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.integers(-(10**9), 10**9)), max_size=30))
def test_no_cent_comes_or_goes(amounts: list[tuple[str, int]]) -> None:
    posten = [post(str(n), bedrag, code) for n, (code, bedrag) in enumerate(amounts)]
    verdeling = verdeel(posten, {each.sleutel: DAG for each in posten}, DAG)
    every = (*verdeling.betalen, *verdeling.verrekend, *verdeling.doorgeschoven)
    assert sum(each.bedrag for each in every) == sum(each.bedrag for each in posten)
    assert sorted(p.sleutel for each in every for p in each.posten) == sorted(p.sleutel for p in posten if p.bedrag)
    assert all(each.bedrag > 0 for each in verdeling.betalen)
    assert all(each.bedrag == sum(p.bedrag for p in each.posten) for each in every)


def test_weeks_begin_on_monday_and_hold_what_is_to_be_paid() -> None:
    sunday, monday = date(2026, 11, 29), date(2026, 11, 30)
    posten = [post("1", 100), post("2", 20), post("3", 3), post("4", -50)]
    weeks = per_week(posten, {"1": DAG, "2": sunday, "3": monday, "4": monday})
    assert [(each.maandag, each.bedrag, each.aantal) for each in weeks] == [(date(2026, 11, 23), 120, 2), (monday, 3, 1)]


@pytest.mark.parametrize(
    ("day", "next_day"),
    [
        (date(2026, 11, 27), date(2026, 11, 27)),  # Friday
        (date(2026, 11, 28), date(2026, 11, 30)),
        (date(2026, 4, 3), date(2026, 4, 7)),  # Good Friday to the Tuesday after Easter
        (date(2026, 4, 27), date(2026, 4, 27)),  # King's Day is a day on which banks settle
        (date(2026, 5, 1), date(2026, 5, 4)),
        (date(2026, 12, 25), date(2026, 12, 28)),
        (date(2027, 1, 1), date(2027, 1, 4)),
    ],
)
def test_days_on_which_banks_settle(day: date, next_day: date) -> None:
    assert bankdag(day) == next_day
    assert is_bankdag(day) is (day == next_day)
