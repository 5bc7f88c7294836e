"""The date of Easter in the Gregorian calendar."""

from datetime import date


def eerste_paasdag(jaar: int) -> date:
    """Easter Sunday, as the church counts it: the anonymous Gregorian computus of 1876, with its own letters."""
    a, (b, c) = jaar % 19, divmod(jaar, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    r = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * r) // 451
    month, day = divmod(h + r - 7 * m + 114, 31)
    return date(jaar, month, day + 1)
