"""Stacking: the same product twice at one time within a message (301, 315, 317)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeAlias

from ketenwerk.ledger.toewijzing import STAPELEN_MAG, is_deleted
from ketenwerk.rules.level2.bezetting import Bezetting
from ketenwerk.rules.level2.datums import period
from ketenwerk.rules.level2.looptijd import begin, end
from ketenwerk.rules.level2.omvang import MetProduct
from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.standard import m301, m315, m317
from ketenwerk.standard.types import Wet

Group: TypeAlias = tuple[str, str | None]


@rule("TR302", level=2, code="0001", on=both("301"))
def assigned_once_at_a_time(client: m301.Client, wet: Wet) -> Iterator[Hit]:
    """No two assignments of one product on one day; what was taken back does not count. See `_stacked`."""
    numbered = enumerate(client.toegewezen_producten, 1)
    yield from _stacked([(position, product) for position, product in numbered if not is_deleted(product, wet)], wet)


@rule("TR386", level=2, code="0001", on=both("315"))
def requested_once_at_a_time(client: m315.Client, wet: Wet) -> Iterator[Hit]:
    """No product asked for twice on one day. See `_stacked`."""
    yield from _stacked(list(enumerate(client.aangevraagde_producten, 1)), wet)


@rule("TR410", level=2, code="0001", on=both("317"))
def new_once_at_a_time(verzoek: m317.Verzoek, wet: Wet) -> Iterator[Hit]:
    """No new product asked for twice on one day. See `_stacked`."""
    yield from _stacked(list(enumerate(verzoek.nieuwe_producten, 1)), wet)


def _stacked(products: Sequence[tuple[int, MetProduct]], wet: Wet) -> Iterator[Hit]:
    """Each product that has a day in common with an earlier one that may be the same; names one such earlier product.

    Two with a code are the same when the codes are; when one has no code, when the categories are; when one has no category,
    always. Wmo: nothing stacks with a category of which several are allowed.
    """
    days: dict[Group, Bezetting] = defaultdict(Bezetting)
    for position, product in products:
        categorie, code = (product.product.categorie, product.product.code) if product.product else (None, None)
        first, last = begin(product), end(product)
        # A period that ends before it begins has no days; CS003 says so.
        if categorie in STAPELEN_MAG[wet] or (last and last < first):
            continue
        span = first.toordinal(), (last or date.max).toordinal()
        owners = [days[group].owner(*span) for group in _comparable(categorie, code)]
        earlier = min((owner for owner in owners if owner is not None), default=None)
        if earlier is not None:
            found = f"{code or categorie or 'Product -'} {period(first, last)}"
            yield finding(product, found=found, expected=f"!= {type(product).__name__}[{earlier}]")
        for group in _joined(categorie, code):
            days[group].add(*span, position)


def _comparable(categorie: str | None, code: str | None) -> tuple[Group, ...]:
    """The groups of earlier products that may be the same as this one."""
    if code is not None:
        return ("code", code), ("category, no code", categorie), ("no category", None)
    if categorie is not None:
        return ("category", categorie), ("no category", None)
    return (("any", None),)


def _joined(categorie: str | None, code: str | None) -> tuple[Group, ...]:
    """The groups that this product belongs to itself."""
    if code is not None:
        return ("code", code), ("category", categorie), ("any", None)
    if categorie is not None:
        return ("category, no code", categorie), ("category", categorie), ("any", None)
    return ("no category", None), ("any", None)
