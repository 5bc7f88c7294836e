"""The limits of a debit line: what its period and its assignment hold, what stands on it already, and what is left.

Volumes are countable within the assignment (hours in minutes), so that those of lines in hours and in minutes add up; `Grens.als`
gives one in the unit of a line. Rules TR321, TR322 and TR369 ask here, and so does the calculation that is shown beside a line.
"""

from typing import NamedTuple

from ketenwerk.claims.omvang import Maximum, Omvang, maximum_in_periode, maximum_in_totaal
from ketenwerk.claims.volume import telbaar

from .lijn import Lijn


class Grens(NamedTuple):
    """A most: how it was counted (`maximum`, in the unit of the assignment), and how much of it is left (countable)."""

    maximum: Maximum
    omvang: Omvang
    gebruikt: int

    @property
    def most(self) -> int:
        return telbaar(self.maximum.volume, self.omvang.eenheid)

    @property
    def rest(self) -> int:
        """What is left; below zero where more stands than may."""
        return self.most - self.gebruikt

    def als(self, eenheid: str) -> int:
        """The rest as a whole number of the unit of a line; never below zero."""
        return max(0, self.rest) // telbaar(1, eenheid)


def grens_in_periode(lijn: Lijn) -> Grens | None:
    """The most in the ProductPeriode of the line (TR321)."""
    omvang = lijn.omvang
    return None if omvang is None else Grens(maximum_in_periode(omvang, lijn.soort.periode), omvang, 0)


def te_veel_in_periode(lijn: Lijn) -> Grens | None:
    """The most in its ProductPeriode where the line asks more than that; None where it does not, as most lines."""
    omvang = lijn.omvang
    if omvang is None:
        return None
    most = telbaar(maximum_in_periode(omvang, lijn.soort.periode).volume, omvang.eenheid)
    return grens_in_periode(lijn) if volume_van(lijn) > most else None


def grens_in_totaal(lijn: Lijn) -> Grens | None:
    """The most over the whole assignment, less what stands on it (TR322); None where nothing limits it."""
    omvang = lijn.omvang
    maximum = None if omvang is None else maximum_in_totaal(omvang)
    return None if omvang is None or maximum is None else Grens(maximum, omvang, lijn.som.volume_in(omvang.eenheid))


def te_veel_in_totaal(lijn: Lijn) -> Grens | None:
    """The most over the whole assignment where the line, with what stands on it, asks more; None where it does not."""
    omvang = lijn.omvang
    maximum = None if omvang is None else maximum_in_totaal(omvang)
    if omvang is None or maximum is None:
        return None
    asked = volume_van(lijn) + lijn.som.volume_in(omvang.eenheid)
    return grens_in_totaal(lijn) if asked > telbaar(maximum.volume, omvang.eenheid) else None


def volume_van(lijn: Lijn) -> int:
    """What the line asks, countable."""
    return lijn.prestatie.geleverd_volume * lijn.soort.per_stuk


def rest_van_budget(lijn: Lijn) -> int | None:
    """Eurocents of the Budget that are left (C-10, TR369); None without one."""
    budget = lijn.grondslag.budget if lijn.grondslag else None
    return None if budget is None else budget - lijn.som.bedrag
