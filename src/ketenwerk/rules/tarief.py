"""What a line may cost per unit and in all, from what was agreed on its product.

Rules TR346, TR418 and LOK011 ask here, and so does the calculation that is shown beside a line.
"""

from collections.abc import Iterator
from typing import NamedTuple

from ketenwerk.claims.bedrag import bedrag_minuten, minuuttarief, regelbedrag, uurtarief_verklaart
from ketenwerk.claims.volume import MINUUT, UUR
from ketenwerk.ledger.known import Afspraak

from .lijn import Lijn
from .soort import Soort


class Tarief(NamedTuple):
    """A tariff that a line may have: `cent` per `eenheid`, the only one or the `hoogstens`, and the agreement behind it.

    `per_uur` where it was agreed per hour and minutes are claimed (IV081).
    """

    afspraak: Afspraak
    cent: int
    eenheid: str
    per_uur: bool
    hoogstens: bool

    @property
    def regeltarief(self) -> int:
        """The ProductTarief: the most there may be where it is a maximum."""
        return minuuttarief(self.cent) if self.per_uur else self.cent

    def laat_toe(self, tarief: int) -> bool:
        """Whether a line may have this ProductTarief."""
        return tarief <= self.regeltarief if self.hoogstens else tarief == self.regeltarief


def tarieven(soort: Soort) -> list[Tarief]:
    """The tariffs that were agreed for the product and unit of a kind of line; several where an agreement changes within its
    period."""
    found: list[Tarief] | None = soort.tarieven
    if found is None:
        found = soort.tarieven = [tarief for afspraak in soort.afspraken for tarief in _of(afspraak, soort)]
    return found


def bedragen(lijn: Lijn) -> list[int]:
    """The amounts that a line with a ProductTarief may have, each once (TR346).

    Volume times tariff; for minutes at an hour tariff counted from that and rounded once. Where the hour tariff itself is not
    known (no agreement, or one that is a maximum) the amount asked is right when some hour tariff explains it and the tariff.
    """
    prestatie = lijn.prestatie
    assert prestatie.product_tarief is not None
    volume, asked = prestatie.geleverd_volume, prestatie.ingediend_bedrag.bedrag
    plain = [regelbedrag(volume, prestatie.product_tarief)]
    hourly = uurtarieven(lijn)
    if hourly is None:
        return plain
    fixed = [bedrag_minuten(tarief.cent, volume) for tarief in hourly if not tarief.hoogstens]
    for most in _unknown(lijn, hourly):
        if uurtarief_verklaart(prestatie.product_tarief, volume, asked, hoogstens=most):
            fixed.append(asked)
        elif most is not None:
            fixed.append(min(*plain, bedrag_minuten(most, volume)))
    return list(dict.fromkeys(fixed or plain))


def uurtarieven(lijn: Lijn) -> list[Tarief] | None:
    """The hour tariffs that its minutes are counted at, empty where none is known; None for a line that is not counted so."""
    if lijn.prestatie.eenheid != MINUUT or any(afspraak.eenheid == MINUUT for afspraak in lijn.soort.afspraken):
        return None
    return [tarief for tarief in tarieven(lijn.soort) if tarief.per_uur]


def _unknown(lijn: Lijn, hourly: list[Tarief]) -> list[int | None]:
    """The most that an hour tariff may be, for each that is not known itself; None is no limit."""
    if hourly:
        return [tarief.cent for tarief in hourly if tarief.hoogstens]
    # Without its assignment nobody can tell whether minutes have a tariff of their own.
    return [None] if lijn.grondslag is None or lijn.grondslag.eenheid == UUR else []


def _of(afspraak: Afspraak, soort: Soort) -> Iterator[Tarief]:
    if afspraak.alleen_registratie:
        return
    if afspraak.maximum_tarief and afspraak.tarief is None:
        # The office does not know which product it was: the dearest of the category is the most that it can have cost.
        others = (row for row in soort.in_categorie if not row.maximum_tarief)
        found = [tarief for row in others for tarief in _of(row, soort)]
        if found:
            dearest = max(found, key=lambda tarief: tarief.regeltarief)
            yield dearest._replace(afspraak=afspraak, hoogstens=True)
        return
    eenheid, cent = soort.eenheid, afspraak.stuktarief
    per_uur = (afspraak.eenheid, eenheid) == (UUR, MINUUT)
    if cent is not None and (per_uur or afspraak.eenheid == eenheid):
        yield Tarief(afspraak, cent, afspraak.eenheid, per_uur, hoogstens=afspraak.maximum_tarief)
