"""How much is assigned or asked for: Product, Omvang and Budget, and which may go together."""

from collections.abc import Iterator
from typing import Final, TypeAlias

from ketenwerk.rules.level2.datums import ends_from_2021
from ketenwerk.rules.level2.looptijd import Product, end
from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.standard import basis, m301, m315, m317
from ketenwerk.standard.codelists import codelist

MetProduct: TypeAlias = m301.ToegewezenProduct | m315.AangevraagdProduct | m317.NieuwProduct
"""The classes that name a product; a TeWijzigenProduct names its assignment instead."""

PER_DAG_MAG: Final = codelist("WJ756").where("daags_mag")
NIET_PER_DAG: Final = frozenset(row.code for row in codelist("WMO757").rows.values() if row.attribute("per") != "dag")


@rule("CD041", level=2, code="0001", on=both("301", "315", "317"))
def volume_with_product_code(product: MetProduct) -> Iterator[Hit]:
    """Who names a product by its code says how much of it."""
    if _has_code(product) and product.omvang is None:
        yield finding(product, "omvang")


@rule("CD077", level=2, code="0001", on=both("301", "315", "317"))
def no_volume_beside_budget(product: Product) -> Iterator[Hit]:
    """Beside a Budget no Omvang."""
    if product.budget is not None and product.omvang:
        yield finding(product, "omvang", found=_written(product.omvang))


@rule("CD078", level=2, code="0001", on=both("301", "315", "317"))
def no_budget_beside_volume(product: Product) -> Iterator[Hit]:
    """Beside an Omvang no Budget."""
    if product.omvang and product.budget is not None:
        yield finding(product, "budget", found=product.budget)


@rule("CD079", level=2, code="0001", on=both("301", "315", "317"))
def product_without_budget(product: MetProduct) -> Iterator[Hit]:
    """Only what is bounded by a budget may leave the Product open."""
    if product.budget is None and product.product is None:
        yield finding(product, "product")


@rule("CD080", level=2, code="0001", on=both("301"))
def assigned_volume_only_with_code(product: m301.ToegewezenProduct) -> Iterator[Hit]:
    """From 2021 on Omvang belongs to a product code: an assignment without code has none."""
    yield from _volume_only_with_code(product)


@rule("CD095", level=2, code="0001", on=both("315"))
def requested_volume_only_with_code(product: m315.AangevraagdProduct) -> Iterator[Hit]:
    """From 2021 on Omvang belongs to a product code: a product asked for without code has none."""
    yield from _volume_only_with_code(product)


@rule("CD096", level=2, code="0001", on=both("317"))
def new_volume_only_with_code(product: m317.NieuwProduct) -> Iterator[Hit]:
    """From 2021 on Omvang belongs to a product code: a new product without code has none."""
    yield from _volume_only_with_code(product)


@rule("CS338", level=2, code="0001", on=both("301", "317"))
def frequency_fits_unit(product: m301.ToegewezenProduct | m317.NieuwProduct | m317.TeWijzigenProduct) -> Iterator[Hit]:
    """From 2021 on only minutes, hours and pieces as output are counted per day; one finding on Omvang (C-23)."""
    yield from _frequency_fits_unit(product)


@rule("CS343", level=2, code="0001", on=both("315"))
def requested_frequency_fits_unit(product: m315.AangevraagdProduct) -> Iterator[Hit]:
    """From 2021 on only minutes, hours and pieces as output are asked for per day."""
    yield from _frequency_fits_unit(product)


def _volume_only_with_code(product: MetProduct) -> Iterator[Hit]:
    if product.omvang and not _has_code(product) and ends_from_2021(end(product)):
        yield finding(product, "omvang", found=_written(product.omvang))


def _frequency_fits_unit(product: Product) -> Iterator[Hit]:
    omvang = product.omvang
    if omvang is None or omvang.eenheid in PER_DAG_MAG or omvang.frequentie in NIET_PER_DAG:
        return
    if ends_from_2021(end(product)):
        expected = f"Frequentie {', '.join(sorted(NIET_PER_DAG))}"
        yield finding(product, "omvang", found=f"Eenheid {omvang.eenheid}, Frequentie {omvang.frequentie}", expected=expected)


def _has_code(product: MetProduct) -> bool:
    return product.product is not None and product.product.code is not None


def _written(omvang: basis.Omvang) -> str:
    return f"Volume {omvang.volume}, Eenheid {omvang.eenheid}, Frequentie {omvang.frequentie}"
