"""The calculations of a claim, in the order in which its lines are judged."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from ketenwerk.ledger.declaraties import TOEGEKEND, Regel, is_debet
from ketenwerk.ledger.known import Known
from ketenwerk.rules.engine import judged_lines
from ketenwerk.standard import m323
from ketenwerk.standard.release import MESSAGES
from ketenwerk.standard.types import Wet

from .regel import berekening
from .vorm import Berekening

Staande = dict[str, Regel]
"""Lines that stand on one assignment, by ReferentieNummer."""


def berekeningen(
    bericht: m323.Bericht, known: Known, wet: Wet, gevraagd: Collection[str] | None = None, regels: Iterable[Regel] = ()
) -> Iterator[Berekening]:
    """The calculation of each line whose ReferentieNummer is in `gevraagd` (None: of all), credits first.

    `known` is what was known just before this claim came. `regels` are the lines claimed before on its assignments; those that
    were not rejected and not credited are named as what stood. The claim must have passed level 2.
    """
    standing: defaultdict[int, Staande] = defaultdict(dict)
    for regel in regels:
        if regel.staand:
            standing[regel.prestatie.toewijzing_nummer][_reference(regel.prestatie)] = regel
    for line in judged_lines(bericht, MESSAGES[f"{wet.upper()}323"], known):
        prestatie = line.lijn.prestatie
        own = standing[prestatie.toewijzing_nummer]
        if gevraagd is None or _reference(prestatie) in gevraagd:
            yield berekening(line, own.values())
        if not line.is_toegekend:
            continue
        if is_debet(prestatie):
            own[_reference(prestatie)] = Regel(line.lijn.bsn, prestatie, TOEGEKEND, "")
        else:
            own.pop(prestatie.product_referentie.vorig_referentie_nummer or "", None)


def _reference(prestatie: m323.Prestatie) -> str:
    return prestatie.product_referentie.referentie_nummer
