"""Start (305) and stop (307) of delivery: what both have in common. Who they are compared with is in the dossier.

A class with status 3 is judged by TR063 alone (and a start by TR071): it takes back what was sent, so what it says is not
judged again. What this very message deletes is gone before what it adds is judged (`stand`, C-30).
"""

from collections.abc import Iterable, Iterator
from typing import Final, TypeVar

from ketenwerk.ledger.facts import Dossier, StartSleutel, StopSleutel, start_key, stop_key
from ketenwerk.ledger.known import Afspraak, Known
from ketenwerk.ledger.toewijzing import is_deleted
from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.standard import m305, m307
from ketenwerk.standard.basis import Product
from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.types import Wet

Regie = TypeVar("Regie", m305.StartProduct, m307.StopProduct)

TAAK: Final = "taak"
"""Variant of an agreement; the others are `inspanning` and `output`."""
VERWIJDERT: Final = codelist("COD467").where("verwijdert")


def deletes(product: m305.StartProduct | m307.StopProduct) -> bool:
    """Takes back an earlier delivery (status 3)."""
    return product.status_aanlevering in VERWIJDERT


def reported(products: Iterable[Regie]) -> Iterator[Regie]:
    """The starts or stops that the message adds, in its order."""
    return (product for product in products if not deletes(product))


def key_in_words(sleutel: StartSleutel | StopSleutel) -> str:
    """The key as a list of its parts, for a finding; what is absent is left out."""
    start, rest = (sleutel.start, sleutel[1:]) if isinstance(sleutel, StopSleutel) else (sleutel, ())
    return ", ".join(str(part) for part in (*start, *rest) if part is not None)


@rule("TR019", level=3, code="9019", on=both("305", "307"))
def belongs_to_an_assignment(
    product: m305.StartProduct | m307.StopProduct, known: Known, stand: Dossier, wet: Wet
) -> Iterator[Hit]:
    """An assignment with this number is known for this client, municipality and provider.

    A deleted one counts as not sent, except for the stop of a start that was accepted (C-52). Care by task has no number
    (IV096); what is agreed to be no task needs one.
    """
    nummer = product.toewijzing_nummer
    if deletes(product):
        return
    if nummer is None:
        if _is_no_task(product, known):
            yield finding(product, expected="ToewijzingNummer")
        return
    toewijzing = known.dossier.toewijzingen.get(nummer)
    stops_what_runs = isinstance(product, m307.StopProduct) and start_key(product) in stand.starts
    if toewijzing is None or (is_deleted(toewijzing.actueel, wet) and not stops_what_runs):
        yield finding(product, found=nummer)


def _is_no_task(product: m305.StartProduct | m307.StopProduct, known: Known) -> bool:
    """Whether all that was agreed on this product says so; not known where nothing was agreed on it."""
    named = product.product
    if known.afspraken is None or named is None:
        return False
    agreed = known.afspraken.producten(*known.dossier.gesprek, product.begindatum)
    same = same_product(named, agreed)
    return bool(same) and all(each.variant != TAAK for each in same)


def same_product(named: Product, agreed: Iterable[Afspraak]) -> list[Afspraak]:
    """What was agreed on this product; without a code on its whole category."""
    return [each for each in agreed if each.categorie == named.categorie and named.code in (None, each.code)]


@rule("TR063", level=3, code="9063", on=both("305", "307"))
def deletes_what_stands(product: m305.StartProduct | m307.StopProduct, known: Known) -> Iterator[Hit]:
    """What is deleted was delivered before with exactly this key and still stands."""
    if deletes(product) and not _stands(product, known.dossier):
        yield finding(product, found=_key(product))


@rule("TR074", level=3, code="9074", on=both("305", "307"))
def is_new(product: m305.StartProduct | m307.StopProduct, stand: Dossier) -> Iterator[Hit]:
    """What is delivered for the first time has a key that no standing delivery has; a deleted key is free again.

    Two equal keys in one message are already refused on level 2 (TR101).
    """
    if not deletes(product) and _stands(product, stand):
        yield finding(product, found=_key(product))


def _stands(product: m305.StartProduct | m307.StopProduct, dossier: Dossier) -> bool:
    if isinstance(product, m307.StopProduct):
        return stop_key(product) in dossier.stops
    return start_key(product) in dossier.starts


def _key(product: m305.StartProduct | m307.StopProduct) -> str:
    return key_in_words(stop_key(product) if isinstance(product, m307.StopProduct) else start_key(product))
