"""Days on which banks settle payments in euro: the calendar of TARGET, which is not that of Dutch public holidays."""

from datetime import date, timedelta

from .paasdatum import eerste_paasdag

_SATURDAY = 5
_FIXED = frozenset({(1, 1), (5, 1), (12, 25), (12, 26)})


def is_bankdag(day: date) -> bool:
    """Whether banks settle on that day: not in a weekend, on New Year, Good Friday, Easter Monday, 1 May or Christmas."""
    easter = eerste_paasdag(day.year)
    closed = {easter - timedelta(days=2), easter + timedelta(days=1)}
    return day.weekday() < _SATURDAY and (day.month, day.day) not in _FIXED and day not in closed


def bankdag(day: date) -> date:
    """The day itself, or the first one after it on which banks settle."""
    while not is_bankdag(day):
        day += timedelta(days=1)
    return day
