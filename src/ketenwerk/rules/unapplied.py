"""Rules that could not judge a message, because no agreement is known for what they judge: a notice, never a finding.

A rule is named where it would have looked at something, had an agreement been known for municipality, provider and day. Where it
has nothing to look at it is not named, and neither is it where the message itself says nothing that can be compared.
"""

from collections.abc import Iterator, Sequence
from typing import Final, get_args

from ketenwerk.ledger.declaraties import is_debet, lines
from ketenwerk.ledger.known import Afspraak, Known
from ketenwerk.messages.walk import walk
from ketenwerk.standard import m305, m307, m323
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.release import MessageType

from .level3.regie import deletes, same_product
from .level4.productcode import MetProduct, agreed_on, can_be_compared
from .registry import RULES
from .soort import Soorten

_PRODUCTS: Final = get_args(MetProduct)
NEEDS: Final = ("TR019", "TR341", "TR381", "TR418")
"""The rules that ask for agreements and can be silent without them."""


def unapplied(bericht: Bericht, message: MessageType, known: Known) -> tuple[str, ...]:
    """The names of these rules, in order; empty for a message that none of them judges."""
    waiting = {name for name in NEEDS if message.name in RULES[name].on}
    if not waiting:
        return ()
    silent: set[str] = set()
    for name in _of_lines(bericht, known) if isinstance(bericht, m323.Bericht) else _of_products(bericht, known):
        silent.add(name)
        if silent == waiting:
            break
    return tuple(sorted(silent))


def _of_products(bericht: Bericht, known: Known) -> Iterator[str]:
    for _, part in walk(bericht):
        if isinstance(part, _PRODUCTS):
            agreed = agreed_on(part, known)
            if can_be_compared(part) and not agreed:
                yield "TR381"
            if isinstance(part, m305.StartProduct | m307.StopProduct) and _may_be_a_task(part, agreed):
                yield "TR019"


def _may_be_a_task(product: m305.StartProduct | m307.StopProduct, agreed: Sequence[Afspraak]) -> bool:
    """Without a number it is right for a task alone, and no agreement says whether this is one (IV096)."""
    if product.toewijzing_nummer is not None or product.product is None or deletes(product):
        return False
    return not same_product(product.product, agreed)


def _of_lines(bericht: m323.Bericht, known: Known) -> Iterator[str]:
    """Of debit lines: a credit is judged as the copy that it is, beside no agreement (C-47)."""
    soorten = Soorten(known, bericht.declaratie.declaratie_periode)
    for bsn, prestatie in lines(bericht):
        if not is_debet(prestatie):
            continue
        soort = soorten.van(prestatie, debet=True)
        if soort.afspraken:
            continue
        if not soort.in_afspraken:
            yield "TR381"
        if prestatie.product_tarief is not None:
            yield "TR418"
        grondslag = known.declaraties.grondslagen.get((bsn, prestatie.toewijzing_nummer))
        if grondslag is not None and not grondslag.eenheid:
            yield "TR341"
