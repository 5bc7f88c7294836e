"""A request for change (317) beside the assignments that it wants changed.

Actual is what had not ended on Dagtekening of the request, what begins later included, what was deleted not (C-33).
"""

from collections.abc import Iterator

from ketenwerk.ledger.known import Known
from ketenwerk.ledger.nummer import TOTAAL
from ketenwerk.ledger.toewijzing import actual, is_actual
from ketenwerk.rules.level2.datums import ends_from_2021
from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.standard import m301, m317
from ketenwerk.standard.basis import Header, Product
from ketenwerk.standard.types import Wet


def numbers_in(verzoek: m317.Verzoek) -> frozenset[int]:
    """The assignments that a request for change names, unchanged or to be changed."""
    unchanged = frozenset(product.toewijzing_nummer for product in verzoek.ongewijzigde_producten)
    return unchanged.union(product.toewijzing_nummer for product in verzoek.te_wijzigen_producten)


@rule("TR349", level=3, code="9349", on=both("317"))
def names_all_that_is_actual(verzoek: m317.Verzoek, header: Header, known: Known) -> Iterator[Hit]:
    """Every actual assignment of the client stands in the request, unchanged or to be changed; a finding for each that lacks."""
    named = numbers_in(verzoek)
    for toewijzing in actual(known.dossier, header.bericht_identificatie.dagtekening):
        if toewijzing.nummer not in named:
            yield finding(verzoek, expected=f"ToewijzingNummer {toewijzing.nummer}")


@rule("TR350", level=3, code="9350", on=both("317"))
def unchanged_is_actual(product: m317.OngewijzigdProduct, header: Header, known: Known, wet: Wet) -> Iterator[Hit]:
    """What stays unchanged is an actual assignment of this client."""
    if _actual(product, header, known, wet) is None:
        yield finding(product, "toewijzing_nummer", found=product.toewijzing_nummer)


@rule("TR351", level=3, code="9351", on=both("317"))
def changed_is_actual(product: m317.TeWijzigenProduct, header: Header, known: Known, wet: Wet) -> Iterator[Hit]:
    """What is to be changed is an actual assignment of this client."""
    if _actual(product, header, known, wet) is None:
        yield finding(product, "toewijzing_nummer", found=product.toewijzing_nummer)


@rule("TR357", level=3, code="9357", on=both("317"))
def change_looks_back_over_all(product: m317.TeWijzigenProduct, header: Header, known: Known, wet: Wet) -> Iterator[Hit]:
    """A change that takes effect on or before Dagtekening is one over the whole assignment: from its own Ingangsdatum."""
    if product.gewenste_ingangsdatum <= header.bericht_identificatie.dagtekening:
        yield from _not_from_the_beginning(product, _actual(product, header, known, wet))


@rule("TR373", level=3, code="9373", on=both("317"))
def total_changes_over_all(product: m317.TeWijzigenProduct, header: Header, known: Known, wet: Wet) -> Iterator[Hit]:
    """Another Budget, or another Omvang where that counts for the whole assignment, holds from its Ingangsdatum."""
    toegewezen = _actual(product, header, known, wet)
    if toegewezen is None:
        return
    omvang = toegewezen.omvang
    other_total = omvang is not None and omvang.frequentie in TOTAAL and product.omvang != omvang
    if other_total or product.budget != toegewezen.budget:
        yield from _not_from_the_beginning(product, toegewezen)


@rule("TR375", level=3, code="9375", on=both("317"))
def no_volume_without_product(product: m317.TeWijzigenProduct, known: Known) -> Iterator[Hit]:
    """From 2021 on an assignment without Product (generic) has no Omvang to ask for."""
    toegewezen = _known(product, known)
    if toegewezen and toegewezen.product is None:
        yield from _volume_from_2021(product)


@rule("TR411", level=3, code="9411", on=both("317"))
def volume_with_product_code(product: m317.TeWijzigenProduct, known: Known) -> Iterator[Hit]:
    """Who wants an assignment with a product code (specific) changed says how much of it."""
    toegewezen = _known(product, known)
    if toegewezen and _code(toegewezen.product) and product.omvang is None:
        yield finding(product, "omvang")


@rule("TR412", level=3, code="9412", on=both("317"))
def no_volume_without_product_code(product: m317.TeWijzigenProduct, known: Known) -> Iterator[Hit]:
    """From 2021 on an assignment without product code has no Omvang to ask for. One without Product has no code either."""
    toegewezen = _known(product, known)
    if toegewezen and not _code(toegewezen.product):
        yield from _volume_from_2021(product)


def _known(product: m317.OngewijzigdProduct | m317.TeWijzigenProduct, known: Known) -> m301.ToegewezenProduct | None:
    """The assignment as it stands, also when it is no longer actual."""
    toewijzing = known.dossier.toewijzingen.get(product.toewijzing_nummer)
    return toewijzing.actueel if toewijzing else None


def _actual(
    product: m317.OngewijzigdProduct | m317.TeWijzigenProduct, header: Header, known: Known, wet: Wet
) -> m301.ToegewezenProduct | None:
    """The assignment, when it is actual."""
    toegewezen = _known(product, known)
    if toegewezen and is_actual(toegewezen, wet, header.bericht_identificatie.dagtekening):
        return toegewezen
    return None


def _not_from_the_beginning(product: m317.TeWijzigenProduct, toegewezen: m301.ToegewezenProduct | None) -> Iterator[Hit]:
    """What is not actual has no beginning to compare with; TR351 says that."""
    if toegewezen and product.gewenste_ingangsdatum != toegewezen.ingangsdatum:
        yield finding(product, "gewenste_ingangsdatum", found=product.gewenste_ingangsdatum, expected=toegewezen.ingangsdatum)


def _volume_from_2021(product: m317.TeWijzigenProduct) -> Iterator[Hit]:
    omvang = product.omvang
    if omvang and ends_from_2021(product.einddatum):
        found = f"Volume {omvang.volume}, Eenheid {omvang.eenheid}, Frequentie {omvang.frequentie}"
        yield finding(product, "omvang", found=found)


def _code(product: Product | None) -> str | None:
    return product.code if product else None
