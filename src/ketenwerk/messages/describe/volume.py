"""How much: unit and frequency are two code lists (E033), and together one phrase."""

from ketenwerk.standard.codelists import codelist

from . import dutch

_UNITS = "WJ756"
_FREQUENCIES = "WMO757"

# The list names a unit in the singular; a quantity wants the plural. Units that are not here do not change.
_PLURAL = {"minuut": "minuten", "etmaal": "etmalen", "dagdeel": "dagdelen", "stuk": "stuks"}
_SINGULAR = {"stuks": "stuk"}


def quantity(volume: int, unit: str) -> str:
    """`3 etmalen`, or `€ 1.000,00` where the unit is money (the volume is then in eurocents)."""
    codes = codelist(_UNITS)
    if not codes.is_known(unit):
        return dutch.whole(volume)
    if codes.row(unit).flag("geld"):
        return dutch.amount(volume)
    one = unit_word(unit)
    return dutch.counted(volume, one, _PLURAL.get(one, one))


def unit_word(unit: str) -> str:
    """One of the unit: `uur`, `etmaal`, `stuk`."""
    first = (codelist(_UNITS).meaning(unit) or unit).split()[0].lower()
    return _SINGULAR.get(first, first)


def unit_code(unit: str) -> str:
    """`eenheid 04`, and what the list adds to the word in brackets: `eenheid 82: output`."""
    meaning = codelist(_UNITS).meaning(unit)
    if meaning is None:
        return f"onbekende eenheid {unit}"
    _, bracket, addition = meaning.partition("(")
    return f"eenheid {unit}: {addition.rstrip(')')}" if bracket else f"eenheid {unit}"


def delivered(volume: int, unit: str) -> str:
    """`16 uur (eenheid 04)`"""
    return f"{quantity(volume, unit)} ({unit_code(unit)})"


def per_frequency(volume: int, unit: str, frequency: str) -> str:
    """`4 uur per week (eenheid 04, frequentie 2)`"""
    codes = codelist(_FREQUENCIES)
    if not codes.is_known(frequency):
        return f"{quantity(volume, unit)} ({unit_code(unit)}, onbekende frequentie {frequency})"
    return f"{quantity(volume, unit)} {_per(codes.row(frequency).attribute('per'))} ({unit_code(unit)}, frequentie {frequency})"


def tariff(cents: int, unit: str) -> str:
    """`€ 87,24 per uur`; money has no tariff, so then the bare amount."""
    codes = codelist(_UNITS)
    if not codes.is_known(unit) or codes.row(unit).flag("geld"):
        return dutch.amount(cents)
    return f"{dutch.amount(cents)} per {unit_word(unit)}"


def _per(term: str) -> str:
    return "in totaal over de hele toewijzing" if term == "totaal" else f"per {term}"
