"""An assignment (301) beside the assignments, requests and claims before it."""

from collections.abc import Iterator

from ketenwerk.ledger.facts import Dossier, Verzoek
from ketenwerk.ledger.known import Known
from ketenwerk.ledger.machines import OPEN
from ketenwerk.ledger.toewijzing import VERWIJDERD
from ketenwerk.rules.level3.verzoek_wijziging import numbers_in
from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.standard import m301, m315
from ketenwerk.standard.basis import Product
from ketenwerk.standard.types import Wet


@rule("TR332", level=3, code="9332", on=both("301"))
def number_is_of_one_assignment(product: m301.ToegewezenProduct, known: Known) -> Iterator[Hit]:
    """A municipality gives a number once per law; a changed or repeated assignment keeps its client, product and Ingangsdatum."""
    nummer = product.toewijzing_nummer
    toewijzing = known.dossier.toewijzingen.get(nummer)
    given = (product.product, product.ingangsdatum)
    other = toewijzing is not None and (toewijzing.first.product, toewijzing.first.ingangsdatum) != given
    if other or nummer in known.elders:
        yield finding(product, "toewijzing_nummer", found=nummer)


@rule("TR385", level=3, code="9385", on=both("301"))
def claimed_assignment_stays(product: m301.ToegewezenProduct, known: Known, wet: Wet) -> Iterator[Hit]:
    """An assignment with lines that were granted and not credited cannot be deleted."""
    if product.reden_wijziging not in VERWIJDERD[wet]:
        return
    lines = known.dossier.prestaties.values()
    if any(prestatie.regel.toewijzing_nummer == product.toewijzing_nummer for prestatie in lines):
        yield finding(product, "reden_wijziging", found=product.reden_wijziging)


@rule("TR379", level=3, code="9379", on=both("301"))
def reference_is_of_an_open_request(client: m301.Client, known: Known) -> Iterator[Hit]:
    """ReferentieAanbieder stands there when an open request of this client is granted, and never again after that.

    A product without it that seems to grant an open request is a signal: what was meant cannot be seen.
    """
    waiting = {verzoek.referentie: verzoek for verzoek in known.dossier.verzoeken.values() if verzoek.staat in OPEN}
    used = {product.referentie_aanbieder for product in client.toegewezen_producten}
    new, changed = _new_grants(waiting, used, known.dossier), _changed_grants(waiting, used)
    for product in client.toegewezen_producten:
        referentie, nummer = product.referentie_aanbieder, product.toewijzing_nummer
        if referentie is not None and referentie not in waiting:
            yield finding(product, "referentie_aanbieder", found=referentie)
        expected = changed.get(nummer) if nummer in known.dossier.toewijzingen else new.get(product.product)
        if referentie is None and expected:
            yield finding(product, "referentie_aanbieder", expected=expected, signal=True)


def _new_grants(waiting: dict[str, Verzoek], used: set[str | None], dossier: Dossier) -> dict[Product | None, str]:
    """The reference that a new assignment of a product would have: asked for in a 315, or new or changed by a 317."""
    found: dict[Product | None, str] = {}
    for referentie, verzoek in waiting.items():
        gevraagd = verzoek.gevraagd
        if isinstance(gevraagd, m315.AangevraagdProduct):
            # A request for one product is granted by one assignment: with its reference used, it is not missing elsewhere.
            if referentie not in used:
                found[gevraagd.product] = referentie
            continue
        changed = (dossier.toewijzingen.get(product.toewijzing_nummer) for product in gevraagd.te_wijzigen_producten)
        products = [toewijzing.actueel.product for toewijzing in changed if toewijzing]
        found |= dict.fromkeys([*products, *(product.product for product in gevraagd.nieuwe_producten)], referentie)
    return found


def _changed_grants(waiting: dict[str, Verzoek], used: set[str | None]) -> dict[int, str]:
    """The reference on an assignment that was there already: once a 317 is granted, all that it names has it (IV093)."""
    found: dict[int, str] = {}
    for referentie, verzoek in waiting.items():
        gevraagd = verzoek.gevraagd
        if referentie in used and not isinstance(gevraagd, m315.AangevraagdProduct):
            found |= dict.fromkeys(numbers_in(gevraagd), referentie)
    return found
