"""Who referred the client, in a 315: by name or by the code of the care provider."""

from collections.abc import Iterator
from typing import Final

from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.standard import m315
from ketenwerk.standard.codelists import codelist

ZORGVERLENER: Final = codelist("COD327").where("zorgverlener")


@rule("CD066", level=2, code="0001", on=both("315"))
def no_name_beside_code(product: m315.AangevraagdProduct) -> Iterator[Hit]:
    """A care provider who is named by code is not named by Naam as well."""
    verwijzer = product.verwijzer
    if verwijzer.type in ZORGVERLENER and verwijzer.zorgverlener_code is not None and verwijzer.naam is not None:
        yield finding(product, "verwijzer.naam", found=verwijzer.naam)


@rule("CD067", level=2, code="0001", on=both("315"))
def name_without_code(product: m315.AangevraagdProduct) -> Iterator[Hit]:
    """A care provider without code is named by Naam."""
    verwijzer = product.verwijzer
    if verwijzer.type in ZORGVERLENER and verwijzer.zorgverlener_code is None and verwijzer.naam is None:
        yield finding(product, "verwijzer.naam")


@rule("CD068", level=2, code="0001", on=both("315"))
def code_only_of_care_provider(product: m315.AangevraagdProduct) -> Iterator[Hit]:
    """Only a care provider has a ZorgverlenerCode."""
    verwijzer = product.verwijzer
    if verwijzer.type not in ZORGVERLENER and verwijzer.zorgverlener_code is not None:
        yield finding(product, "verwijzer.zorgverlener_code", found=verwijzer.zorgverlener_code)
