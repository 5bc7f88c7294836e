"""Delivered volume: from minutes to the whole number of a claim, and from the unit of a claim to that of the assignment."""

from typing import Final

from ketenwerk.standard.codelists import codelist

EENHEDEN: Final = codelist("WJ756")
MINUTEN: Final = {row.code: int(row.attribute("minuten")) for row in EENHEDEN.rows.values() if row.attribute("minuten")}
"""Minutes per unit, for the units that can be counted in them."""
OOK_ALS: Final = {row.code: row.attribute("ook_als") for row in EENHEDEN.rows.values() if row.attribute("ook_als")}
"""The other unit in which a claim may be made, by unit of the assignment (TR341)."""
UUR, MINUUT = "04", "01"


def eenheden_voor(eenheid: str) -> tuple[str, ...]:
    """The units in which may be claimed what was assigned in this unit, that unit itself first (TR341)."""
    other = OOK_ALS.get(eenheid)
    return (eenheid, other) if other else (eenheid,)


def mag_als(toegewezen: str, gedeclareerd: str) -> bool:
    """Whether a claim may have this unit (TR341)."""
    return gedeclareerd == toegewezen or OOK_ALS.get(toegewezen) == gedeclareerd


def telbaar(volume: int, eenheid: str) -> int:
    """A volume as a number that can be added and compared within one assignment: hours in minutes, all else as it is."""
    return volume * MINUTEN.get(eenheid, 1)


def telgroep(eenheid: str) -> str:
    """Units with the same group can be added: minutes and hours; every other unit stands alone."""
    return MINUUT if eenheid in MINUTEN else eenheid


def hele_uren(minuten: int) -> int:
    """Delivered minutes of one product period as whole hours: 30 minutes and more go up, and never less than one (IV079)."""
    if minuten <= 0:
        raise ValueError("no minutes were delivered")
    return max(1, (minuten + 30) // 60)


def geleverd_volume(minuten: int, eenheid: str) -> int:
    """Delivered minutes as the volume of a claim line, in hours (IV079) or in minutes."""
    if eenheid not in (UUR, MINUUT):
        raise ValueError(f"minutes are not claimed in unit {eenheid}")
    return minuten if eenheid == MINUUT else hele_uren(minuten)
