"""AGB codes: their kinds, the term of a change, and the way from an old code to a new one."""

from datetime import date

import pytest

from ketenwerk.protocol.agb import AgbSoort, AgbWijziging, code_on, notice, objections, predecessors

GEMELD = date(2024, 3, 1)
MIJOV_WEKEN = 6


def wijziging(oud: str, nieuw: str, ingang: date) -> AgbWijziging:
    return AgbWijziging(oud, nieuw, GEMELD, ingang)


def test_only_the_code_of_a_professional_may_not_send() -> None:
    assert [soort for soort in AgbSoort if not soort.may_send] == [AgbSoort.ZORGVERLENER]


@pytest.mark.eis("E015")
def test_change_of_agb_code_is_told_six_weeks_ahead() -> None:
    late = notice(wijziging("12345678", "87654321", date(2024, 4, 1)), MIJOV_WEKEN)
    assert late is not None
    assert "te laat gemeld (minimaal 6 weken)" in late.tekst
    assert "31 dagen" in late.tekst
    assert not late.blokkeert
    assert notice(wijziging("12345678", "87654321", date(2024, 4, 12)), MIJOV_WEKEN) is None


@pytest.mark.parametrize(("ingang", "late"), [(date(2024, 4, 11), True), (date(2024, 4, 12), False), (date(2024, 2, 1), True)])
def test_term_is_counted_to_the_day(ingang: date, late: bool) -> None:
    assert (notice(wijziging("1", "2", ingang), MIJOV_WEKEN) is not None) is late


def test_protocol_without_a_term_asks_none() -> None:
    assert notice(wijziging("1", "2", GEMELD), None) is None
    assert notice(wijziging("1", "2", GEMELD), 0) is None


def test_change_to_the_same_code_is_refused() -> None:
    (found,) = objections(wijziging("12345678", "12345678", GEMELD))
    assert (found.veld, found.blokkeert) == ("nieuw", True)
    assert objections(wijziging("12345678", "87654321", GEMELD)) == ()


KETEN = (
    wijziging("B", "C", date(2025, 1, 1)),
    wijziging("A", "B", date(2024, 1, 1)),
    wijziging("X", "C", date(2024, 6, 1)),
    wijziging("Y", "Z", date(2024, 6, 1)),
)


def test_running_assignments_are_found_under_all_codes_that_led_here() -> None:
    assert predecessors("C", KETEN) == ("C", "B", "X", "A")
    assert predecessors("A", KETEN) == ("A",)


@pytest.mark.parametrize(
    ("on", "code"), [(date(2023, 12, 31), "A"), (date(2024, 1, 1), "B"), (date(2024, 12, 31), "B"), (date(2025, 1, 1), "C")]
)
def test_code_follows_the_day(on: date, code: str) -> None:
    assert code_on("A", KETEN, on) == code


def test_way_back_to_an_old_code_ends() -> None:
    circle = (wijziging("A", "B", date(2024, 1, 1)), wijziging("B", "A", date(2025, 1, 1)))
    assert predecessors("A", circle) == ("A", "B")
    assert code_on("A", circle, date(2024, 6, 1)) == "B"
    assert code_on("A", circle, date(2025, 6, 1)) == "A"
