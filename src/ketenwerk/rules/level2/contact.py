"""Contact data in a 301: of the client and of each relation (C-51)."""

import re
from collections.abc import Iterator
from typing import Final

from ketenwerk.rules.level2.datums import period
from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.standard import m301
from ketenwerk.standard.codelists import codelist

POSTCODE_VERPLICHT: Final = codelist("COD757").where("postcode_verplicht")
TIJDELIJK: Final = codelist("COD757").where("tijdelijk")
HOOFDADRES: Final = codelist("COD757").where("hoofdadres")
BINNENLAND: Final = codelist("COD032").where("binnenland")

POSTCODE: Final = re.compile(r"[1-9][0-9]{3}[A-Z]{2}")


@rule("CD005", level=2, code="0001", on=both("301"))
def country_exactly_with_postcode(contact: m301.Contact) -> Iterator[Hit]:
    """LandCode is there exactly when Postcode is."""
    adres = contact.adres
    if adres and (adres.land_code is None) != (adres.postcode is None):
        yield finding(contact, "adres.land_code", found=adres.land_code)


@rule("CD009", level=2, code="0001", on=both("301"))
def period_only_with_temporary_address(contact: m301.Contact) -> Iterator[Hit]:
    """Only a temporary address has a Periode; it need not (C-23)."""
    if contact.periode and contact.soort not in TIJDELIJK:
        yield finding(contact, "periode", found=period(contact.periode.begindatum, contact.periode.einddatum))


@rule("CD025", level=2, code="0001", on=both("301"))
def house_in_dutch_address(contact: m301.Contact) -> Iterator[Hit]:
    """An address in the Netherlands names the house."""
    adres = contact.adres
    if adres and adres.land_code in BINNENLAND and adres.huis is None:
        yield finding(contact, "adres.huis")


@rule("CD034", level=2, code="0001", on=both("301"))
def postcode_with_brp_or_residence(contact: m301.Contact) -> Iterator[Hit]:
    """The BRP address and the residence have a Postcode, also abroad, and so an Adres (C-23, C-51)."""
    if contact.soort in POSTCODE_VERPLICHT and (contact.adres is None or contact.adres.postcode is None):
        yield finding(contact, "adres.postcode")


@rule("CS089", level=2, code="0001", on=both("301"))
def dutch_postcode_has_its_form(contact: m301.Contact) -> Iterator[Hit]:
    """A Dutch Postcode is four digits, not beginning with 0, and two capitals without a space."""
    adres = contact.adres
    if adres is None or adres.postcode is None or adres.land_code not in BINNENLAND:
        return
    if not POSTCODE.fullmatch(adres.postcode):
        yield finding(contact, "adres.postcode", found=adres.postcode, expected="1234AB")


@rule("TR006", level=2, code="0001", on=both("301"))
def contact_can_be_reached(contact: m301.Contact) -> Iterator[Hit]:
    """A Contact holds a telephone number, or an address with house and Postcode."""
    adres = contact.adres
    if contact.telefoon is None and not (adres and adres.huis and adres.postcode is not None):
        yield finding(contact)


@rule("TR061", level=2, code="0001", on=both("301"))
def client_has_a_main_address(client: m301.Client) -> Iterator[Hit]:
    """At least one Contact of the client is a BRP address, an address for letters or a residence (C-51)."""
    kinds = {contact.soort for contact in client.contactgegevens}
    if kinds.isdisjoint(HOOFDADRES):
        yield finding(client, "contactgegevens", found=", ".join(sorted(kinds)), expected=", ".join(sorted(HOOFDADRES)))
