"""The words for one simple value: a code by its meaning with the code behind it, an amount in euros, a date in full."""

from datetime import date

from ketenwerk.standard.codelists import CodeList, codelist
from ketenwerk.standard.types import Simple, Wet

from . import dutch

COVER = "•••"
_BSN = "LDT_BurgerServicenummer"
_CENTS = frozenset({"LDT_Bedrag", "LDT_Budget", "LDT_TotaalBedrag"})
_VISIBLE = 4

# Where a sentence says more than the meaning in the list, by the column of the list that the words hang on.
_BY_COLUMN = {("COD467", "verwijdert"): "Verwijdering van een eerdere aanlevering"}


def words(simple: Simple, value: object, wet: Wet) -> str:
    """One value in words, nothing covered."""
    listed = simple.codelist(wet)
    if listed:
        return coded(codelist(listed), str(value))
    if simple.name == "LDT_Gemeente":
        return municipality(str(value))
    if isinstance(value, date):
        return dutch.day(value)
    if simple.base == "time":
        return dutch.clock(str(value))
    if isinstance(value, int) and simple.name in _CENTS:
        return dutch.amount(value)
    return str(value)


def coded(codes: CodeList, code: str) -> str:
    """`Eerste aanlevering (1)`; a code that the list does not know stays visible as it is."""
    if not codes.is_known(code):
        return f"onbekende code {code}"
    for (name, column), sentence in _BY_COLUMN.items():
        if name == codes.name and codes.row(code).flag(column):
            return f"{sentence} ({code})"
    return f"{codes.row(code).betekenis} ({code})"


def municipality(code: str) -> str:
    """`Utrecht (0344)`, or the bare code where the list of Statistics Netherlands has none."""
    name = codelist("CBS").meaning(code)
    return f"{name} ({code})" if name else code


def covered(simple: Simple, value: object) -> str:
    """What a reader sees who may not see the value. Of a BSN the end stays, so that two clients can be told apart."""
    if simple.name == _BSN:
        return masked_bsn(str(value))
    return COVER


def masked_bsn(value: str) -> str:
    """`•••••0019`. What is no number of nine digits is covered as a whole."""
    if len(value) == 9 and value.isascii() and value.isdigit():
        return "•" * (len(value) - _VISIBLE) + value[-_VISIBLE:]
    return COVER
