"""Absence of a client is claimed only as far as parties agreed (E185)."""

from collections.abc import Sequence
from datetime import date

import pytest
from zorg import afspraak, basis, booked, grondslag, levering, opgesteld

from ketenwerk.claims.levering import Levering
from ketenwerk.claims.reden import Weglating
from ketenwerk.claims.regels import Basis, Uitkomst, regels

OP = date(2024, 7, 1)


def etmalen(aanwezig: int, afwezig: int) -> list[Levering]:
    """June 2024: so many days and nights with the client, then so many without."""
    return [levering(date(2024, 6, day + 1), 1, afwezig=day >= aanwezig) for day in range(aanwezig + afwezig)]


def afgesproken(per_maand: int | None, **anders: object) -> Basis:
    agreed = [afspraak("14", 20250, declarabele_afwezigheid=per_maand)]
    assigned = grondslag(begin=date(2024, 1, 1), volume=31, eenheid="14", frequentie="4")
    return basis(assigned, afspraken=agreed, op=OP, **anders)


def volumes(found: Uitkomst) -> list[int]:
    return [handeling.debet.volume for handeling in found.handelingen if handeling.debet]


def left(found: Uitkomst) -> list[tuple[date, Weglating]]:
    return [(each.levering.datum, each.reden) for each in found.weggelaten]


@pytest.mark.parametrize(
    ("per_maand", "claimed", "left_out"), [(0, 20, 5), (None, 20, 5), (3, 23, 2), (4, 24, 1), (5, 25, 0), (31, 25, 0)]
)
def test_absence_is_claimed_up_to_what_was_agreed(per_maand: int | None, claimed: int, left_out: int) -> None:
    """Twenty days present and five absent in June 2024."""
    found = regels(etmalen(20, 5), afgesproken(per_maand))
    assert volumes(found) == [claimed]
    last = [(date(2024, 6, day), Weglating.AFWEZIG) for day in range(26 - left_out, 26)]
    assert left(found) == last


def test_only_absence_that_was_not_agreed_gives_no_line() -> None:
    found = regels(etmalen(0, 2), afgesproken(0))
    assert (volumes(found), [reason for _, reason in left(found)]) == ([], [Weglating.AFWEZIG] * 2)


def test_each_month_has_its_own() -> None:
    days: Sequence[Levering] = [levering(date(2024, month, day), 1, afwezig=True) for month in (5, 6) for day in (1, 2)]
    found = regels(days, afgesproken(1))
    assert volumes(found) == [1, 1]
    assert left(found) == [(date(2024, 5, 2), Weglating.AFWEZIG), (date(2024, 6, 2), Weglating.AFWEZIG)]


def test_absence_that_was_claimed_already_counts() -> None:
    """Two of three days were claimed; of two late ones the first fits."""
    first = regels(etmalen(1, 2), afgesproken(3))
    made = opgesteld(*first.handelingen, op=OP)
    (line,) = booked(made)
    held = [levering(each.datum, 1, afwezig=each.afwezig, regel="R1") for each in etmalen(1, 2)]
    late = [levering(date(2024, 6, day), 1, afwezig=True) for day in (10, 11)]
    found = regels([*held, *late], afgesproken(3, ingediend=[line]))
    assert volumes(found) == [4]
    assert left(found) == [(date(2024, 6, 11), Weglating.AFWEZIG)]
