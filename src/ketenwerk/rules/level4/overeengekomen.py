"""What only some parties agree on about claims, as attributes of their agreements: rules of our own (LOK010 to LOK014).

No rule here knows a region: each looks at an attribute that an agreement has or has not, and is silent where no agreement has it.
As the standard has no codes for them, each gives the existing return code whose meaning is nearest (docs/afspraken.md).
"""

from collections.abc import Iterator
from typing import Final

from ketenwerk.ledger.known import Known
from ketenwerk.rules.lijn import Lijn
from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.rules.soort import Soort
from ketenwerk.rules.tarief import tarieven
from ketenwerk.standard import m323

EERSTE: Final = 1
BEIDE: Final = 2


@rule("LOK010", level=4, code="0611", on=both("323"))
def only_registered_is_not_claimed(prestatie: m323.Prestatie, soort: Soort) -> Hit | None:
    """What parties agreed only to register is not claimed (E218). Where that changes within the period, it may be."""
    agreed = soort.afspraken
    if soort.debet and agreed and all(afspraak.alleen_registratie for afspraak in agreed):
        return finding(prestatie, "product_code", found=f"{prestatie.product_categorie} {prestatie.product_code}")
    return None


@rule("LOK011", level=4, code="0611", on=both("323"))
def tariff_stays_below_the_agreed_maximum(prestatie: m323.Prestatie, soort: Soort) -> Hit | None:
    """Where a tariff is agreed as a most, any tariff up to it may be claimed (E223); minutes up to its sixtieth (IV081)."""
    tarief = prestatie.product_tarief
    if not soort.debet or tarief is None:
        return None
    agreed = tarieven(soort)
    maxima = [each.regeltarief for each in agreed if each.hoogstens]
    if maxima and not any(each.laat_toe(tarief) for each in agreed):
        return finding(prestatie, "product_tarief", found=tarief, expected=f"<= {max(maxima)}")
    return None


@rule("LOK012", level=4, code="9321", on=both("323"))
def first_half_follows_the_start(prestatie: m323.Prestatie, lijn: Lijn) -> Hit | None:
    """An arrangement in two pieces is not claimed before delivery was reported to start (E200)."""
    if _in_halves(lijn) and pieces_due(lijn) == 0:
        return finding(prestatie, "geleverd_volume", found=prestatie.geleverd_volume, expected=0)
    return None


@rule("LOK013", level=4, code="9322", on=both("323"))
def second_half_follows_the_stop(prestatie: m323.Prestatie, lijn: Lijn) -> Hit | None:
    """Its second piece is not claimed before a stop that went as planned, and a third piece never (E200)."""
    if not _in_halves(lijn) or not (due := pieces_due(lijn)):
        return None
    rest = due - lijn.som_product.volume_in(prestatie.eenheid)
    if prestatie.geleverd_volume > rest:
        return finding(prestatie, "geleverd_volume", found=prestatie.geleverd_volume, expected=max(0, rest))
    return None


@rule("LOK014", level=4, code="9338", on=both("323"))
def subcontractor_claims_nothing(declaratie: m323.Declaratie, known: Known) -> Iterator[Hit]:
    """A subcontractor is paid by its main contractor, who has the assignments: its claim is refused as a whole (E202)."""
    if known.onderaannemer:
        yield finding(declaratie, "declaratie_nummer", found=declaratie.declaratie_nummer)


def pieces_due(lijn: Lijn) -> int:
    """How many pieces of an arrangement in halves may stand in all: none before the start, two after the stop."""
    nummer, stand = lijn.prestatie.toewijzing_nummer, lijn.lopend.stand
    if nummer in stand.gestopt:
        return BEIDE
    return EERSTE if nummer in stand.gestart else 0


def _in_halves(lijn: Lijn) -> bool:
    """Whether every agreement on the product says so; an unknown assignment is another fault (TR338)."""
    if not lijn.soort.helften:
        return False
    agreed = lijn.soort.afspraken
    return lijn.grondslag is not None and all(afspraak.helften for afspraak in agreed)
