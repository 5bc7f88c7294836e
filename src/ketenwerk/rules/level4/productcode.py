"""Product codes beside what municipality and provider agreed on."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, TypeAlias

from ketenwerk.ledger.known import Afspraak, Known
from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.rules.soort import Soort
from ketenwerk.standard import m301, m305, m307, m315, m317, m323
from ketenwerk.standard.codelists import codelist

MetProduct: TypeAlias = (
    m301.ToegewezenProduct | m305.StartProduct | m307.StopProduct | m315.AangevraagdProduct | m317.NieuwProduct
)

VERWIJDERT: Final = codelist("COD467").where("verwijdert")


@rule("TR381", level=4, code="S329", on=both("301", "305", "307", "315", "317", "323"))
def code_was_agreed_for_category(product: MetProduct | m323.Prestatie, known: Known, soort: Soort | None) -> Iterator[Hit]:
    """Category and code stand together in what was agreed for the day on which the product begins, or in a claimed period.

    Where no agreement is known for that day there is nothing to compare with. What takes a start or stop back is not judged,
    and a credit neither (C-47).
    """
    if isinstance(product, m323.Prestatie):
        if soort is not None and soort.debet and soort.in_afspraken and not soort.afspraken:
            yield finding(product, "product_code", found=f"{product.product_categorie} {product.product_code}")
        return
    named = product.product
    if named is None or not can_be_compared(product):
        return
    agreed = agreed_on(product, known)
    if agreed and not any((afspraak.categorie, afspraak.code) == (named.categorie, named.code) for afspraak in agreed):
        yield finding(product, "product.code", found=f"{named.categorie} {named.code}")


def can_be_compared(product: MetProduct) -> bool:
    """Whether it names a product code, and does not only take back what was sent."""
    return product.product is not None and product.product.code is not None and not _deletes(product)


def agreed_on(product: MetProduct, known: Known) -> Sequence[Afspraak]:
    """What municipality and provider agreed for the day on which the product begins; nothing where no agreement is known."""
    if known.afspraken is None:
        return ()
    return known.afspraken.producten(*known.dossier.gesprek, _begin(product))


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
