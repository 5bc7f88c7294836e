"""A line that is corrected, and the line in its place, field by field: what comes from the assignment is only shown (E189)."""

import msgspec
from django.utils.translation import gettext as _

from ketenwerk.claims.lijn import Lijn, lijn_van
from ketenwerk.messages.describe.dutch import amount, period
from ketenwerk.messages.describe.volume import quantity, unit_word
from ketenwerk.process.corrigeren import Gezien
from ketenwerk.standard.basis import Product
from ketenwerk.standard.types import Wet

from .product import product_words


class Fact(msgspec.Struct, frozen=True):
    name: str
    value: str


class NewLine(msgspec.Struct, frozen=True):
    """`facts` follow from the assignment and the agreements; only `volume`, a number of `unit`, is asked for."""

    facts: tuple[Fact, ...]
    volume: int
    unit: str
    total: str


def old_line(gezien: Gezien, wet: Wet) -> tuple[Fact, ...]:
    """The line as it was claimed."""
    return _facts(lijn_van(gezien.regel.bsn, gezien.regel.prestatie), wet, with_volume=True)


def new_line(lijn: Lijn, wet: Wet) -> NewLine:
    """The line as it would be."""
    unit = _("eurocent") if lijn.tarief is None else unit_word(lijn.eenheid)
    return NewLine(_facts(lijn, wet, with_volume=False), lijn.volume, unit, amount(lijn.bedrag))


def _facts(lijn: Lijn, wet: Wet, *, with_volume: bool) -> tuple[Fact, ...]:
    found = [
        Fact(_("Toewijzing"), str(lijn.toewijzing_nummer)),
        Fact(_("Product"), product_words(Product(categorie=lijn.categorie, code=lijn.code), wet)),
        Fact(_("Productperiode"), period(lijn.periode.begin, lijn.periode.eind)),
        Fact(_("Tarief"), amount(lijn.tarief) if lijn.tarief is not None else _("geen, de eenheid is euro's")),
    ]
    if with_volume:
        found.append(Fact(_("Geleverd"), quantity(lijn.volume, lijn.eenheid)))
        found.append(Fact(_("Bedrag"), amount(lijn.signed)))
    return tuple(found)
