"""Which assignments a 301 holds: all that its provider must know of one client (OP087)."""

from collections.abc import Sequence
from datetime import date

import msgspec

from ketenwerk.standard import m301

from .facts import Dossier
from .toewijzing import actual


def complete(dossier: Dossier, changed: Sequence[m301.ToegewezenProduct], on: date) -> tuple[m301.ToegewezenProduct, ...]:
    """The products of a 301 made on that day, by number: what it changes, and all else that is actual (E095).

    What is new or changed stays as it is given. The rest is repeated as it stands, so with its own Toewijzingsdatum and
    Toewijzingstijd (IV013), and without what belongs to a change alone: ReferentieAanbieder (IV097) and RedenWijziging (IV099).
    What has ended or was deleted is not repeated.
    """
    found = {each.nummer: _repeated(each.actueel) for each in actual(dossier, on)}
    found |= {product.toewijzing_nummer: product for product in changed}
    return tuple(product for _, product in sorted(found.items()))


def _repeated(product: m301.ToegewezenProduct) -> m301.ToegewezenProduct:
    return msgspec.structs.replace(product, referentie_aanbieder=None, reden_wijziging=None)
