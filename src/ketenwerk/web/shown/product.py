"""Products and volumes in words, for tables and titles."""

from datetime import date

from django.utils.translation import gettext as _

from ketenwerk.messages.describe.dutch import amount, capital, period
from ketenwerk.messages.describe.volume import per_frequency
from ketenwerk.standard.basis import Omvang, Product
from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.types import Wet

NO_PRODUCT = "overig"
_CATEGORIES = {"jw": "JZ020", "wmo": "WMO020"}


def product_key(product: Product | None) -> str:
    """The part of an address that names a product: its code, else its category."""
    if product is None:
        return NO_PRODUCT
    return product.code or product.categorie or NO_PRODUCT


def product_words(product: Product | None, wet: Wet) -> str:
    """`Jeugdhulp ambulant, 45A48`"""
    if product is None:
        return _("Elk product")
    meaning = codelist(_CATEGORIES[wet]).meaning(product.categorie) or _("Categorie %(code)s") % {"code": product.categorie}
    return f"{capital(meaning)}, {product.code}" if product.code else capital(meaning)


def volume_words(omvang: Omvang | None, budget: int | None) -> str:
    """`4 uur per week`, or a budget; "" when neither was given. The codes behind it stand in the message."""
    if omvang is not None:
        return per_frequency(omvang.volume, omvang.eenheid, omvang.frequentie).partition(" (")[0]
    return _("budget %(bedrag)s") % {"bedrag": amount(budget)} if budget is not None else ""


def when(begin: date | None, end: date | None) -> str:
    return period(begin, end)


def joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
