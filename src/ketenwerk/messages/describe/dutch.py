"""Dates, times, amounts and numbers as a Dutch reader expects them."""

from datetime import date

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


def day(value: date) -> str:
    """`3 maart 2025`"""
    return f"{value.day} {month(value)}"


def month(value: date) -> str:
    """`maart 2025`"""
    return f"{MONTHS[value.month - 1]} {value.year}"


def period(begin: date | None, end: date | None) -> str:
    """`1 – 31 maart 2025`, both ends included; what both ends share is said once."""
    if begin is None or end is None:
        return _half_open(begin, end)
    if begin == end:
        return day(begin)
    # An end before its begin is an error that must stay visible, so it is not shortened.
    if begin < end and (begin.year, begin.month) == (end.year, end.month):
        return f"{begin.day} – {day(end)}"
    if begin < end and begin.year == end.year:
        return f"{begin.day} {MONTHS[begin.month - 1]} – {day(end)}"
    return f"{day(begin)} – {day(end)}"


def _half_open(begin: date | None, end: date | None) -> str:
    if begin:
        return f"vanaf {day(begin)}"
    return f"tot en met {day(end)}" if end else "zonder begindatum en einddatum"


def clock(value: str) -> str:
    """`16.06 uur`; seconds and their decimals only when there are any. `value` is an xs:time as written."""
    hours, minutes, seconds = value.strip().split(":")
    if not seconds.strip("0."):
        return f"{hours}.{minutes} uur"
    return f"{hours}.{minutes}.{seconds.replace('.', ',')} uur"


def whole(value: int) -> str:
    """`1.234`"""
    return f"{value:,}".replace(",", ".")


def amount(cents: int) -> str:
    """`€ 1.234,56` from eurocents."""
    sign = "-" if cents < 0 else ""
    euros, rest = divmod(abs(cents), 100)
    return f"€ {sign}{whole(euros)},{rest:02d}"


def capital(sentence: str) -> str:
    """First letter upper, the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


def counted(number: int, one: str, more: str) -> str:
    """`1 prestatie`, `2 prestaties`"""
    return f"{whole(number)} {one if number == 1 else more}"
