"""Start (305) and stop (307) of delivery."""

from collections.abc import Iterator
from typing import Final

from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.standard import m305, m307
from ketenwerk.standard.codelists import codelist

TOEGESTAAN: Final = codelist("COD467").where("toegestaan")


@rule("CS058", level=2, code="0001", on=both("305", "307"))
def status_is_new_or_deleted(product: m305.StartProduct | m307.StopProduct) -> Iterator[Hit]:
    """A start or stop is delivered for the first time or deleted; nothing else."""
    if product.status_aanlevering not in TOEGESTAAN:
        expected = ", ".join(sorted(TOEGESTAAN))
        yield finding(product, "status_aanlevering", found=product.status_aanlevering, expected=expected)


@rule("TR018", level=2, code="0001", on=both("307"))
def stop_not_before_start(stop: m307.StopProduct) -> Iterator[Hit]:
    """Delivery ends on or after the day on which it began."""
    if stop.einddatum < stop.begindatum:
        yield finding(stop, "einddatum", found=stop.einddatum, expected=f">= {stop.begindatum}")
