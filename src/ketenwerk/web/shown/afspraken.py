"""Agreements in words, for tables."""

from collections.abc import Iterable
from datetime import date

import msgspec
from django.utils.translation import gettext as _

from ketenwerk.messages.describe.dutch import amount, capital
from ketenwerk.protocol.afspraken import EENHEDEN, Afspraak
from ketenwerk.protocol.periode import begins, ends, holds
from ketenwerk.standard.basis import Product

from .parties import short
from .product import product_words, when
from .states import State


class AgreementRow(msgspec.Struct, frozen=True):
    """A row of a table. `tarief` is "" where the unit is money, or a task is paid as a whole."""

    gemeente: str
    aanbieder: str
    product: str
    eenheid: str
    variant: str
    tarief: str
    period: str
    state: State


def agreement_row(regel: Afspraak, today: date) -> AgreementRow:
    return AgreementRow(
        gemeente=short(regel.gemeente),
        aanbieder=regel.aanbieder or _("elke aanbieder"),
        product=product_words(Product(categorie=regel.categorie, code=regel.code), regel.wet),
        eenheid=capital(EENHEDEN.meaning(regel.eenheid) or regel.eenheid),
        variant=regel.variant,
        tarief=amount(regel.tarief) if regel.tarief is not None else "",
        period=when(regel.van, regel.tot),
        state=_state(regel, today),
    )


def in_time(regels: Iterable[Afspraak], today: date) -> list[AgreementRow]:
    """By product, what holds last first."""
    ordered = sorted(regels, key=begins, reverse=True)
    return [
        agreement_row(each, today)
        for each in sorted(ordered, key=lambda regel: (regel.aanbieder or "", *regel.product, regel.eenheid))
    ]


def _state(regel: Afspraak, today: date) -> State:
    if holds(regel, today):
        return State("done", _("geldt"))
    return State("none", _("afgelopen")) if ends(regel) < today else State("waiting", _("begint nog"))
