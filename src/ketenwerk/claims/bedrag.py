"""Tariffs and amounts of a claim line, in whole eurocents, half up (IV024, IV081)."""

from collections.abc import Iterable

_MINUTES = 60


def minuuttarief(uurtarief: int) -> int:
    """The ProductTarief per minute where the tariff was agreed per hour: a sixtieth, half up (IV081, C-12)."""
    return (uurtarief + 30) // _MINUTES


def bedrag_minuten(uurtarief: int, minuten: int) -> int:
    """The amount of minutes at an hour tariff: rounded once, half up, and not from the rounded minute tariff (IV081)."""
    return (uurtarief * minuten * 2 + _MINUTES) // (2 * _MINUTES)


def regelbedrag(volume: int, tarief: int) -> int:
    """The amount of a line at a tariff of its own unit (TR346)."""
    return volume * tarief


def uurtarieven(tarief: int) -> range:
    """The hour tariffs in whole cents that give this tariff per minute: the reverse of `minuuttarief`."""
    return range(max(0, tarief * _MINUTES - 30), tarief * _MINUTES + 30)


def uurtarief_verklaart(tarief: int, minuten: int, bedrag: int, hoogstens: int | None = None) -> bool:
    """Whether some hour tariff in whole cents gives both this tariff per minute and this amount (IV081).

    Asked where the hour tariff itself is not known: no agreement is, or it names a most (`hoogstens`, in eurocents per hour).
    """
    candidates = uurtarieven(tarief)
    if hoogstens is not None:
        candidates = range(candidates.start, min(candidates.stop, hoogstens + 1))
    if not minuten:
        return bedrag == 0 and bool(candidates)
    # bedrag_minuten(u) == bedrag holds for u with 120 * bedrag <= 2 * u * minuten + 60 < 120 * (bedrag + 1).
    least = -(-(2 * _MINUTES * bedrag - _MINUTES) // (2 * minuten))
    most = (2 * _MINUTES * (bedrag + 1) - _MINUTES - 1) // (2 * minuten)
    return max(least, candidates.start) <= min(most, candidates.stop - 1)


def totaal(regels: Iterable[tuple[int, bool]]) -> int:
    """The signed sum of amounts, each with whether it is debit (TR358, TR342)."""
    return sum(bedrag if debet else -bedrag for bedrag, debet in regels)
