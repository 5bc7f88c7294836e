"""Working days: Monday to Friday, without the public holidays of the Algemene termijnenwet (article 3).

A term counts from the day after what started it: that day itself is day 0.
"""

from datetime import date, timedelta
from functools import cache
from typing import Final

from ketenwerk.protocol.paasdatum import eerste_paasdag

DECLARATIE_BEANTWOORDEN: Final = 10
"""Working days within which a municipality answers a claim (E192)."""

_DAY: Final = timedelta(days=1)
_SATURDAY, _SUNDAY = 5, 6
_FIRST_KINGS_DAY: Final = 2014


@cache
def feestdagen(jaar: int) -> frozenset[date]:
    """The public holidays of a year, those in a weekend too."""
    pasen = eerste_paasdag(jaar)
    return frozenset(
        {
            date(jaar, 1, 1),
            pasen - 2 * _DAY,  # Good Friday counts as one of them
            pasen + _DAY,
            pasen + 39 * _DAY,
            pasen + 50 * _DAY,
            _verjaardag(jaar),
            date(jaar, 5, 5),
            date(jaar, 12, 25),
            date(jaar, 12, 26),
        }
    )


def is_werkdag(dag: date) -> bool:
    return dag.weekday() < _SATURDAY and dag not in feestdagen(dag.year)


def na_werkdagen(dag: date, aantal: int) -> date:
    """The working day that is so many of them after this day; for 0 the day itself. `aantal` is not below zero."""
    if aantal < 0:
        raise ValueError("a term does not run backwards")
    while aantal:
        dag += _DAY
        aantal -= is_werkdag(dag)
    return dag


def werkdagen_tot(van: date, tot: date) -> int:
    """How many working days after `van` there are up to and including `tot`; below zero where `tot` lies before it.

    0 on the last day of a term, -1 on the first working day after it.
    """
    if tot < van:
        return -werkdagen_tot(tot, van)
    return sum(is_werkdag(van + each * _DAY) for each in range(1, (tot - van).days + 1))


def declaratie_uiterlijk(ontvangen: date) -> date:
    """The last day for the answer to a claim that came in on this day (E192)."""
    return na_werkdagen(ontvangen, DECLARATIE_BEANTWOORDEN)


def _verjaardag(jaar: int) -> date:
    """The day on which the birthday of the King, or the Queen before him, is celebrated: not on a Sunday but the day before."""
    dag = date(jaar, 4, 27) if jaar >= _FIRST_KINGS_DAY else date(jaar, 4, 30)
    return dag - _DAY if dag.weekday() == _SUNDAY else dag
