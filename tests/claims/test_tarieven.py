"""Tariffs and amounts in whole eurocents, and delivered minutes as a volume: worked numbers and their neighbours."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketenwerk.claims.bedrag import bedrag_minuten, minuuttarief, regelbedrag, totaal, uurtarief_verklaart, uurtarieven
from ketenwerk.claims.volume import eenheden_voor, geleverd_volume, hele_uren, mag_als, telbaar
from strategies import searching

UURTARIEF = 8724
"""87,24 euro, the tariff of the published example."""


def half_up(exact: Fraction) -> int:
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


# Tariffs


@pytest.mark.eis("E177")
@pytest.mark.parametrize(
    ("uur", "minuut"), [(8724, 145), (8729, 145), (8730, 146), (8789, 146), (8790, 147), (0, 0), (29, 0), (30, 1)]
)
def test_tariff_per_minute_is_a_sixtieth_half_up(uur: int, minuut: int) -> None:
    """1,454 becomes 1,45 and 1,455 becomes 1,46, in whole cents (IV081, C-12)."""
    assert minuuttarief(uur) == minuut


@pytest.mark.eis("E178")
def test_amount_is_rounded_once_and_not_from_the_rounded_tariff() -> None:
    assert bedrag_minuten(UURTARIEF, 240) == 34896
    assert regelbedrag(240, minuuttarief(UURTARIEF)) == 34800
    assert bedrag_minuten(6150, 95) == 9738
    assert minuuttarief(6150) == 103


@pytest.mark.parametrize(("volume", "tarief", "bedrag"), [(4, 1250, 5000), (16, 1500, 24000), (0, 1500, 0)])
def test_amount_of_a_line_is_volume_times_tariff(volume: int, tarief: int, bedrag: int) -> None:
    assert regelbedrag(volume, tarief) == bedrag


@searching(300)
@given(st.integers(0, 60_000), st.integers(0, 20_000))
def test_amount_and_tariff_equal_exact_fractions(uur: int, minuten: int) -> None:
    assert bedrag_minuten(uur, minuten) == half_up(Fraction(uur * minuten, 60))
    assert minuuttarief(uur) == half_up(Fraction(uur, 60))


@searching(100)
@given(st.integers(0, 500))
def test_hour_tariffs_of_a_tariff_per_minute(tarief: int) -> None:
    assert list(uurtarieven(tarief)) == [uur for uur in range(60 * tarief + 61) if minuuttarief(uur) == tarief]


@searching(400)
@given(st.integers(0, 300), st.integers(0, 3000), st.integers(-200, 200))
def test_hour_tariff_explains_an_amount_as_trying_every_one_does(tarief: int, minuten: int, off: int) -> None:
    bedrag = max(0, tarief * minuten + off)
    tried = any(bedrag_minuten(uur, minuten) == bedrag for uur in range(60 * tarief + 61) if minuuttarief(uur) == tarief)
    assert uurtarief_verklaart(tarief, minuten, bedrag) is tried


@pytest.mark.parametrize(
    ("bedrag", "explained"),
    # Tariff 1,45: hour tariffs 86,70 to 87,29, so 240 minutes cost 346,80 to 349,16, and every amount between is 4 cents on.
    [(34680, True), (34676, False), (34916, True), (34920, False), (34896, True), (34898, False)],
)
def test_hour_tariff_explains_nothing_beyond_its_bounds(bedrag: int, explained: bool) -> None:
    assert uurtarief_verklaart(145, 240, bedrag) is explained


# Totals


def test_total_adds_debit_and_subtracts_credit() -> None:
    assert totaal((bedrag, True) for bedrag in (5000, 24000, 5000, 24000, 21000)) == 79000
    assert totaal([(5000, False), (3750, True)]) == -1250
    assert totaal([]) == 0


# Volumes


@pytest.mark.parametrize(
    ("minuten", "uren"),
    [(4 * 95, 6), (1, 1), (29, 1), (30, 1), (89, 1), (90, 2), (150, 3), (6 * 60 + 29, 6), (6 * 60 + 30, 7)],
)
def test_minutes_are_summed_first_and_then_rounded_with_one_hour_at_least(minuten: int, uren: int) -> None:
    """IV079; 2,5 hours cannot be claimed as such (C-02)."""
    assert hele_uren(minuten) == geleverd_volume(minuten, "04") == uren
    assert geleverd_volume(minuten, "01") == minuten


@pytest.mark.parametrize("minuten", [0, -1])
def test_nothing_delivered_is_no_hour(minuten: int) -> None:
    with pytest.raises(ValueError, match="no minutes"):
        hele_uren(minuten)


def test_minutes_are_claimed_in_hours_or_minutes_only() -> None:
    with pytest.raises(ValueError, match="16"):
        geleverd_volume(240, "16")


@searching(200)
@given(st.lists(st.integers(1, 300), min_size=1, max_size=20))
def test_hours_differ_from_the_minutes_by_half_an_hour_at_most(minuten: list[int]) -> None:
    uren = hele_uren(sum(minuten))
    assert uren == 1 or -30 < 60 * uren - sum(minuten) <= 30
    assert uren * 60 - sum(minuten) < 60


def test_only_hours_may_be_claimed_otherwise_and_only_in_minutes() -> None:
    units = ("01", "04", "14", "16", "82", "83", "84")
    allowed = {(toegewezen, gedeclareerd) for toegewezen in units for gedeclareerd in units if mag_als(toegewezen, gedeclareerd)}
    assert allowed == {(unit, unit) for unit in units} | {("04", "01")}
    assert eenheden_voor("04") == ("04", "01")
    assert eenheden_voor("01") == ("01",)


def test_hours_count_sixty_minutes_and_all_else_as_it_is() -> None:
    assert telbaar(15, "04") == telbaar(900, "01") == 900
    assert telbaar(15, "04") < telbaar(901, "01")
    assert [telbaar(7, unit) for unit in ("14", "16", "82", "83", "84")] == [7] * 5
