"""Claim periods follow each other: a month of care is not passed over for a later one (E164).

Only whoever delivered knows what there was to claim, so this is asked before sending. A receiver sees no gap but in what comes.
"""

from collections.abc import Iterable
from datetime import date

from .lijn import Handeling
from .opstellen import declaratieperiode
from .periode import Periode, maand


def ontbrekend(nu: Iterable[Handeling], blijft: Iterable[Handeling], laatste: date | None) -> tuple[Periode, ...]:
    """The claim periods that would be passed over, in order: what is to be claimed in them stays behind, and a later one goes.

    `laatste` is a day of the latest claim period used; without one any month may be the first. A month without anything to claim
    is no gap (O45), and neither is what goes along in a period that was used already: late care keeps its own product period.
    """
    if laatste is None:
        return ()
    going = {declaratieperiode(each, laatste) for each in nu}
    left = {declaratieperiode(each, laatste) for each in blijft}
    if not going:
        return ()
    return tuple(sorted(each for each in left - going if each.eind < max(going).begin and each.begin > maand(laatste).begin))
