"""How much absence of a client may be claimed in a product period: only what parties agreed (E185)."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .levering import Afspraak, Levering
from .volume import telbaar


class Verdeeld(NamedTuple):
    """New deliveries of one line: those to claim, and the absence that was not agreed."""

    declarabel: list[Levering]
    te_veel: list[Levering]


def verdeeld(nieuw: Iterable[Levering], eerder: Iterable[Levering], afspraken: Sequence[Afspraak]) -> Verdeeld:
    """Which new deliveries may be claimed beside `eerder`, those that were claimed in the same product period already.

    Care itself always may. Absence may up to the agreed number of units, the earliest days first; a day that does not fit whole
    is left out whole.
    """
    rest = _agreed(afspraken) - sum(levering.hoeveelheid for levering in eerder if levering.afwezig)
    found = Verdeeld([], [])
    for levering in sorted(nieuw, key=lambda levering: levering.datum):
        fits = not levering.afwezig or levering.hoeveelheid <= rest
        (found.declarabel if fits else found.te_veel).append(levering)
        if levering.afwezig and fits:
            rest -= levering.hoeveelheid
    return found


def _agreed(afspraken: Sequence[Afspraak]) -> int:
    """The agreed absence as deliveries count it: hours in minutes. Nothing where nothing was agreed."""
    first = next((afspraak for afspraak in afspraken if afspraak.declarabele_afwezigheid is not None), None)
    return telbaar(first.declarabele_afwezigheid or 0, first.eenheid) if first else 0
