"""The month in which a delivery is claimed, and that what fits in each week fits in each month."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from zorg import (
    afspraak,
    basis,
    grondslag,
    levering,
)

from ketenwerk.claims.leverperiode import leverperiode
from ketenwerk.claims.omvang import maximum_in_periode, maximum_in_totaal
from ketenwerk.claims.periode import Periode
from ketenwerk.claims.regels import regels
from strategies import searching

DAY = timedelta(days=1)


MEI = [date(2024, 5, day) for day in (20, 21, 22, 27, 28, 29)]


def per_month(eind: date, eenheid: str) -> list[tuple[Periode, int]]:
    terms = basis(grondslag(begin=date(2024, 1, 1), eind=eind, eenheid=eenheid), afspraken=[afspraak(eenheid, 1000)])
    found = regels([levering(day, 1) for day in MEI], terms)
    assert not found.weggelaten
    return [(each.debet.periode, each.debet.volume) for each in found.handelingen if each.debet]


@pytest.mark.eis("E180")
def test_day_of_delivery_decides_for_effort() -> None:
    """S05: all six in May."""
    assert per_month(date(2024, 8, 30), "84") == [((date(2024, 5, 1), date(2024, 5, 31)), 6)]


@pytest.mark.eis("E181")
def test_sunday_of_the_week_decides_for_output() -> None:
    """S06 and S07: three go to June, unless the assignment ends in their week."""
    whole_may, whole_june = (date(2024, 5, 1), date(2024, 5, 31)), (date(2024, 6, 1), date(2024, 6, 30))
    assert per_month(date(2024, 8, 30), "82") == [(whole_may, 3), (whole_june, 3)]
    assert per_month(date(2024, 5, 30), "82") == [((date(2024, 5, 1), date(2024, 5, 30)), 6)]
    assert per_month(date(2024, 6, 2), "82") == [(whole_may, 3), ((date(2024, 6, 1), date(2024, 6, 2)), 3)]
    assert per_month(date(2024, 6, 1), "82") == [(whole_may, 6)]


def test_sunday_decides_for_output_per_week_only() -> None:
    monthly = grondslag(eenheid="82", frequentie="4")
    assert leverperiode(date(2025, 5, 31), monthly) == (date(2025, 5, 1), date(2025, 5, 31))
    assert leverperiode(date(2025, 5, 31), grondslag(eenheid="82")) == (date(2025, 6, 1), date(2025, 6, 30))


def test_broken_last_week_goes_with_the_last_sunday_or_with_the_end() -> None:
    """N02: what is given in September lies with Sunday 31 August; without any Sunday it lies with the end (C-09)."""
    n02 = grondslag(begin=date(2025, 7, 7), eind=date(2025, 9, 6), eenheid="83")
    assert leverperiode(date(2025, 9, 3), n02) == (date(2025, 8, 1), date(2025, 8, 31))
    no_sunday = grondslag(begin=date(2024, 7, 29), eind=date(2024, 8, 2), eenheid="82")
    assert leverperiode(date(2024, 7, 30), no_sunday) == (date(2024, 8, 1), date(2024, 8, 2))


@searching(300)
@given(
    st.dates(date(2021, 1, 1), date(2030, 1, 1)),
    st.integers(0, 400),
    st.integers(0, 6),
    st.sampled_from(["82", "83", "04", "84"]),
)
def test_what_is_given_each_week_fits_in_each_month(begin: date, length: int, on: int, eenheid: str) -> None:
    """One volume in every week, on any day of it, is never above a maximum; over the whole it is all that may be claimed."""
    held = grondslag(begin=begin, eind=begin + length * DAY, volume=3, eenheid=eenheid)
    omvang = held.omvang("jw")
    assert omvang
    weeks: dict[tuple[int, int], list[date]] = {}
    for place in range(length + 1):
        weeks.setdefault((begin + place * DAY).isocalendar()[:2], []).append(begin + place * DAY)
    counted: dict[Periode, int] = {}
    for days in weeks.values():
        found = leverperiode(days[on % len(days)], held)
        assert found
        counted[found] = counted.get(found, 0) + 3
    assert all(volume <= maximum_in_periode(omvang, periode).volume for periode, volume in counted.items())
    assert sum(counted.values()) == maximum_in_totaal(omvang).volume  # type: ignore[union-attr]
