"""Product codes beside what municipality and provider agreed on."""

from collections.abc import Iterator
from datetime import date
from typing import Final, TypeAlias

from ketenwerk.ledger.known import Known
from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.standard import m301, m305, m307, m315, m317
from ketenwerk.standard.codelists import codelist

MetProduct: TypeAlias = (
    m301.ToegewezenProduct | m305.StartProduct | m307.StopProduct | m315.AangevraagdProduct | m317.NieuwProduct
)

VERWIJDERT: Final = codelist("COD467").where("verwijdert")


@rule("TR381", level=4, code="S329", on=both("301", "305", "307", "315", "317"))
def code_was_agreed_for_category(product: MetProduct, known: Known) -> Iterator[Hit]:
    """Category and code stand together in what was agreed for the day on which the product begins.

    Where no agreement is known for that day there is nothing to compare with. What takes a start or stop back is not judged.
    """
    named = product.product
    if known.afspraken is None or named is None or named.code is None or _deletes(product):
        return
    agreed = known.afspraken.producten(*known.dossier.gesprek, _begin(product))
    if agreed and not any((afspraak.categorie, afspraak.code) == (named.categorie, named.code) for afspraak in agreed):
        yield finding(product, "product.code", found=f"{named.categorie} {named.code}")


def _deletes(product: MetProduct) -> bool:
    return isinstance(product, m305.StartProduct | m307.StopProduct) and product.status_aanlevering in VERWIJDERT


def _begin(product: MetProduct) -> date:
    match product:
        case m301.ToegewezenProduct():
            return product.ingangsdatum
        case m315.AangevraagdProduct():
            return product.toewijzing_ingangsdatum
        case m317.NieuwProduct():
            return product.gewenste_ingangsdatum
        case m305.StartProduct() | m307.StopProduct():
            return product.begindatum
