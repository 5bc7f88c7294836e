"""Assignments as the rules ask about them: deleted, actual, the same product."""

from datetime import date
from typing import Final

from ketenwerk.standard import m301
from ketenwerk.standard.basis import Product
from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.types import Wet

from .facts import Dossier, Toewijzing

_REDENEN: Final = {"jw": codelist("JZ002"), "wmo": codelist("WMO002")}
"""Reasons for a change per law: the two lists are not the same, even where numbers are (C-44)."""
VERWIJDERD: Final = {wet: redenen.where("verwijderd") for wet, redenen in _REDENEN.items()}
VERVALLEN: Final = {wet: redenen.where("vervallen") for wet, redenen in _REDENEN.items()}
STAPELEN_MAG: Final = {"jw": codelist("JZ020").where("stapelen_mag"), "wmo": codelist("WMO020").where("stapelen_mag")}
"""Categories of which a client may have several at a time, e.g. aids and adaptations (TR302)."""


def is_deleted(product: m301.ToegewezenProduct, wet: Wet) -> bool:
    """Taken back as if it was never sent: a period of one day with a reason that says so, also the old reason 01 (OP087)."""
    reden = product.reden_wijziging
    return product.ingangsdatum == product.einddatum and (reden in VERWIJDERD[wet] or reden in VERVALLEN[wet])


def is_actual(product: m301.ToegewezenProduct, wet: Wet, on: date) -> bool:
    """Runs on that day or later, and was not deleted (C-33). A future begin counts as actual."""
    return (product.einddatum is None or product.einddatum >= on) and not is_deleted(product, wet)


def actual(dossier: Dossier, on: date) -> tuple[Toewijzing, ...]:
    """The assignments of a client that are actual on a day, by number."""
    wet = dossier.gesprek.wet
    return tuple(t for _, t in sorted(dossier.toewijzingen.items()) if is_actual(t.actueel, wet, on))


def same_product(one: Product | None, other: Product | None, wet: Wet) -> bool:
    """Whether two products may be the same for stacking (TR302): by code, else by category, and always without a category.

    Under the Wmo nothing stacks with a category of which several are allowed.
    """
    first, second = (one.categorie if one else None), (other.categorie if other else None)
    if {first, second} & STAPELEN_MAG[wet]:
        return False
    if first is None or second is None:
        return True
    if one and other and one.code and other.code:
        return one.code == other.code
    return first == second


def overlap(begin: date, end: date | None, other_begin: date, other_end: date | None) -> bool:
    """Whether two periods share a day; an absent end is open."""
    return (other_end is None or begin <= other_end) and (end is None or other_begin <= end)
