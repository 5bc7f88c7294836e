"""Stacking in the situation that a request for change (317) would lead to."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ketenwerk.ledger.facts import Dossier
from ketenwerk.ledger.known import Known
from ketenwerk.ledger.toewijzing import is_deleted, overlap, same_product
from ketenwerk.rules.level2.datums import period
from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.standard import m301, m317
from ketenwerk.standard.basis import Header, Product
from ketenwerk.standard.types import Wet


class Deel(NamedTuple):
    """A part of the situation asked for: what the message calls it, its product, and the periods that it takes."""

    name: str
    product: Product | None
    periods: tuple[tuple[date, date | None], ...]


@rule("TR361", level=3, code="9361", on=both("317"))
def nothing_stacks_in_the_end(verzoek: m317.Verzoek, header: Header, known: Known, wet: Wet) -> Iterator[Hit]:
    """In the situation asked for no product runs twice on one day; a finding for each part that meets an earlier one.

    New products among themselves are a matter of level 2 (TR410). An assignment that is not known has no product here.
    """
    dagtekening = header.bericht_identificatie.dagtekening
    assigned = [*_unchanged(verzoek, known.dossier, wet), *_changed(verzoek, known.dossier, wet, dagtekening)]
    for position, part in enumerate(assigned):
        yield from _meets(verzoek, part, assigned[:position], wet)
    for part in _new(verzoek):
        yield from _meets(verzoek, part, assigned, wet)


def _meets(verzoek: m317.Verzoek, part: Deel, earlier: list[Deel], wet: Wet) -> Iterator[Hit]:
    other = next((other for other in earlier if _stacked(part, other, wet)), None)
    if other:
        product = part.product
        code = (product.code or product.categorie) if product else "Product -"
        periods = ", ".join(period(*days) for days in part.periods)
        yield finding(verzoek, found=f"{part.name} {code} {periods}", expected=f"!= {other.name}")


def _stacked(one: Deel, other: Deel, wet: Wet) -> bool:
    if not same_product(one.product, other.product, wet):
        return False
    return any(overlap(*days, *other_days) for days in one.periods for other_days in other.periods)


def _unchanged(verzoek: m317.Verzoek, dossier: Dossier, wet: Wet) -> Iterator[Deel]:
    for position, product in enumerate(verzoek.ongewijzigde_producten, 1):
        toegewezen = _assignment(product.toewijzing_nummer, dossier, wet)
        if toegewezen:
            periods = _in_order((toegewezen.ingangsdatum, toegewezen.einddatum))
            yield Deel(f"OngewijzigdProduct[{position}]", toegewezen.product, periods)


def _changed(verzoek: m317.Verzoek, dossier: Dossier, wet: Wet, dagtekening: date) -> Iterator[Deel]:
    """What is to be changed in the future keeps its old period until the day before.

    A change on Dagtekening or earlier leaves nothing of it: it is one over the whole period (TR357), or a fault of that rule.
    """
    for position, product in enumerate(verzoek.te_wijzigen_producten, 1):
        toegewezen = _assignment(product.toewijzing_nummer, dossier, wet)
        if toegewezen:
            asked = product.gewenste_ingangsdatum, product.einddatum
            periods = _in_order(*_kept(toegewezen, product.gewenste_ingangsdatum, dagtekening), asked)
            yield Deel(f"TeWijzigenProduct[{position}]", toegewezen.product, periods)


def _kept(toegewezen: m301.ToegewezenProduct, changes_on: date, dagtekening: date) -> Iterator[tuple[date, date]]:
    if changes_on > dagtekening:
        last = changes_on - timedelta(days=1)
        yield toegewezen.ingangsdatum, min(last, toegewezen.einddatum) if toegewezen.einddatum else last


def _new(verzoek: m317.Verzoek) -> Iterator[Deel]:
    for position, product in enumerate(verzoek.nieuwe_producten, 1):
        periods = _in_order((product.gewenste_ingangsdatum, product.einddatum))
        yield Deel(f"NieuwProduct[{position}]", product.product, periods)


def _assignment(nummer: int, dossier: Dossier, wet: Wet) -> m301.ToegewezenProduct | None:
    """The assignment as it stands; what was deleted takes no days."""
    toewijzing = dossier.toewijzingen.get(nummer)
    return toewijzing.actueel if toewijzing and not is_deleted(toewijzing.actueel, wet) else None


def _in_order(*periods: tuple[date, date | None]) -> tuple[tuple[date, date | None], ...]:
    """The periods that have days: one that ends before it begins has none."""
    return tuple((first, last) for first, last in periods if last is None or first <= last)
