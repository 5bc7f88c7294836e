"""Requests of a provider: 315 for assignment, 317 for change."""

from collections.abc import Iterator

from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.standard import m315, m317
from ketenwerk.standard.basis import Header


@rule("CD043", level=2, code="0001", on=both("315"))
def decision_date_exactly_with_decision_number(product: m315.AangevraagdProduct) -> Iterator[Hit]:
    """BeschikkingIngangsdatum is there exactly when BeschikkingNummer is."""
    if (product.beschikking_ingangsdatum is None) != (product.beschikking_nummer is None):
        yield finding(product, "beschikking_ingangsdatum", found=product.beschikking_ingangsdatum)


@rule("TR383", level=2, code="0001", on=both("315"))
def each_product_has_its_own_reference(client: m315.Client) -> Iterator[Hit]:
    """The municipality answers per ReferentieAanbieder: each product has its own."""
    first: dict[str, int] = {}
    for position, product in enumerate(client.aangevraagde_producten, 1):
        referentie = product.referentie_aanbieder
        if referentie in first:
            yield finding(
                product, "referentie_aanbieder", found=referentie, expected=f"!= AangevraagdProduct[{first[referentie]}]"
            )
        else:
            first[referentie] = position


@rule("TR352", level=2, code="0001", on=both("317"))
def change_has_something_that_runs(verzoek: m317.Verzoek) -> Iterator[Hit]:
    """A request for change holds at least one product that is assigned already: unchanged or to be changed."""
    if not verzoek.ongewijzigde_producten and not verzoek.te_wijzigen_producten:
        yield finding(verzoek, found="0", expected=">= 1 OngewijzigdProduct, TeWijzigenProduct")


@rule("TR353", level=2, code="0001", on=both("317"))
def change_changes_something(verzoek: m317.Verzoek) -> Iterator[Hit]:
    """A request for change holds at least one change: a product to be changed or a new one."""
    if not verzoek.te_wijzigen_producten and not verzoek.nieuwe_producten:
        yield finding(verzoek, found="0", expected=">= 1 TeWijzigenProduct, NieuwProduct")


@rule("TR380", level=2, code="0001", on=both("317"))
def new_product_begins_after_the_request(product: m317.NieuwProduct, header: Header) -> Iterator[Hit]:
    """A new product is asked for from a day after Dagtekening (C-20); a change in what runs may look back (TR357)."""
    dagtekening = header.bericht_identificatie.dagtekening
    if product.gewenste_ingangsdatum <= dagtekening:
        yield finding(product, "gewenste_ingangsdatum", found=product.gewenste_ingangsdatum, expected=f"> {dagtekening}")
