"""Years back from a day, and periods as a person reads them."""

from datetime import date

import pytest

from ketenwerk.rules.level2.datums import ends_from_2021, period, years_before


@pytest.mark.parametrize(
    ("day", "years", "earlier"),
    [
        ("2026-11-24", 5, "2021-11-24"),
        ("2024-02-29", 5, "2019-02-28"),
        ("2024-02-29", 4, "2020-02-29"),
        ("2020-02-29", 120, "1900-02-28"),  # 1900 was no leap year
        ("2024-02-29", 120, "1904-02-29"),
        ("2025-02-28", 5, "2020-02-28"),
        ("0121-06-01", 120, "0001-06-01"),
        ("0120-06-01", 120, "0001-01-01"),
        ("0001-01-01", 120, "0001-01-01"),
    ],
)
def test_years_before(day: str, years: int, earlier: str) -> None:
    assert years_before(date.fromisoformat(day), years) == date.fromisoformat(earlier)


def test_open_end_runs_into_2021() -> None:
    assert ends_from_2021(None)
    assert ends_from_2021(date(2021, 1, 1))
    assert not ends_from_2021(date(2020, 12, 31))


def test_period_is_open_where_a_day_is_absent() -> None:
    first, last = date(2026, 4, 1), date(2026, 4, 30)
    assert [period(first, last), period(first, None), period(None, last)] == [
        "2026-04-01..2026-04-30",
        "2026-04-01..",
        "..2026-04-30",
    ]
