"""From when until when a product runs: the same in four classes, under three names."""

from collections.abc import Iterator
from datetime import date
from typing import Final, TypeAlias

from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.standard import m301, m315, m317
from ketenwerk.standard.codelists import codelist

Product: TypeAlias = m301.ToegewezenProduct | m315.AangevraagdProduct | m317.NieuwProduct | m317.TeWijzigenProduct

EINDDATUM_VERPLICHT: Final = codelist("WMO757").where("einddatum_verplicht")


def begin(product: Product) -> date:
    """First day that the product is, or should be, assigned for."""
    if isinstance(product, m301.ToegewezenProduct):
        return product.ingangsdatum
    if isinstance(product, m315.AangevraagdProduct):
        return product.toewijzing_ingangsdatum
    return product.gewenste_ingangsdatum


def end(product: Product) -> date | None:
    """Last day, None when it is open."""
    return product.toewijzing_einddatum if isinstance(product, m315.AangevraagdProduct) else product.einddatum


def end_attr(product: Product) -> str:
    """Name of the attribute that holds the last day."""
    return "toewijzing_einddatum" if isinstance(product, m315.AangevraagdProduct) else "einddatum"


@rule("CS003", level=2, code="0001", on=both("301", "315", "317"))
def end_not_before_begin(part: Product | m301.Contact) -> Iterator[Hit]:
    """An end date is on or after the begin date of the same class; where one of both is absent there is nothing to compare."""
    if isinstance(part, m301.Contact):
        first, last = (part.periode.begindatum, part.periode.einddatum) if part.periode else (None, None)
        attr = "periode.einddatum"
    else:
        first, last, attr = begin(part), end(part), end_attr(part)
    if first and last and last < first:
        yield finding(part, attr, found=last, expected=f">= {first}")


@rule("CD075", level=2, code="0001", on=both("301", "315", "317"))
def end_with_budget(product: Product) -> Iterator[Hit]:
    """A budget needs an end date: what it is for must be known (C-57)."""
    if product.budget is not None and end(product) is None:
        yield finding(product, end_attr(product))


@rule("CD076", level=2, code="0001", on=both("301", "315", "317"))
def end_with_weekly_volume(product: Product) -> Iterator[Hit]:
    """A volume per week needs an end date."""
    if product.omvang and product.omvang.frequentie in EINDDATUM_VERPLICHT and end(product) is None:
        yield finding(product, end_attr(product))
