"""Days of a story, counted back from the day on which it is told."""

from calendar import monthrange
from datetime import date, timedelta

import msgspec

EARLIEST = date(2022, 1, 1)
"""Before this the stories would begin before 2021, and care of before 2021 is not claimed with a 323."""


class Kalender(msgspec.Struct, frozen=True, gc=False):
    """Counts from `today`. Nothing that a story sends lies after it."""

    today: date

    def geleden(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def over(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def maand(self, back: int) -> tuple[date, date]:
        """First and last day of the month that lies `back` months before this one."""
        months = self.today.year * 12 + self.today.month - 1 - back
        year, month = divmod(months, 12)
        return date(year, month + 1, 1), date(year, month + 1, monthrange(year, month + 1)[1])

    def eerste(self, back: int) -> date:
        return self.maand(back)[0]

    def jaren_geleden(self, years: int, month: int, day: int) -> date:
        return date(self.today.year - years, month, day)


def een_jaar(begin: date) -> date:
    """Last day of a period of a year that begins on the first day of a month."""
    return date(begin.year + 1, begin.month, begin.day) - timedelta(days=1)


def dagen_na(day: date, days: int) -> date:
    return day + timedelta(days=days)
