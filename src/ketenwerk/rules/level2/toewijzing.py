"""The reason for a change of an assignment, in a 301."""

from collections.abc import Iterator

from ketenwerk.ledger.toewijzing import VERVALLEN, VERWIJDERD
from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.standard import m301
from ketenwerk.standard.types import Wet


@rule("CS335", level=2, code="0001", on=both("301"))
def deleted_assignment_lasts_one_day(product: m301.ToegewezenProduct, wet: Wet) -> Iterator[Hit]:
    """A deleted assignment has Einddatum equal to Ingangsdatum; without Einddatum it fails."""
    if product.reden_wijziging in VERWIJDERD[wet] and product.einddatum != product.ingangsdatum:
        yield finding(product, "reden_wijziging", found=product.reden_wijziging, expected=f"Einddatum {product.ingangsdatum}")


@rule("CS336", level=2, code="0001", on=both("301"))
def reason_is_still_in_use(product: m301.ToegewezenProduct, wet: Wet) -> Iterator[Hit]:
    """The old administrative correction (01) is no longer used."""
    if product.reden_wijziging in VERVALLEN[wet]:
        yield finding(product, "reden_wijziging", found=product.reden_wijziging, expected=f"!= {product.reden_wijziging}")
