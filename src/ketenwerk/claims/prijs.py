"""In which unit deliveries are claimed, and what they cost: from the assignment and the agreements on its product."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from ketenwerk.standard.codelists import codelist

from .bedrag import bedrag_minuten, minuuttarief, regelbedrag
from .levering import Afspraak
from .reden import Weglating
from .volume import MINUUT, UUR, geleverd_volume

GELD: Final = codelist("WJ756").where("geld")
TIJD: Final = frozenset((MINUUT, UUR))
"""Units whose deliveries are in minutes."""


class Prijs(NamedTuple):
    """How a line is counted: in `eenheid`, at `tarief` eurocents; `per_uur` where minutes are claimed at a tariff per hour."""

    eenheid: str
    tarief: int | None
    per_uur: bool = False

    @property
    def regeltarief(self) -> int | None:
        """The ProductTarief: per unit of the line, None for money (CD087), a sixtieth of a tariff per hour (IV081)."""
        return minuuttarief(self.tarief) if self.per_uur and self.tarief is not None else self.tarief

    def bedrag(self, volume: int) -> int:
        """The IngediendBedrag of that volume (TR346, CS339, IV081)."""
        if self.tarief is None:
            return volume
        return bedrag_minuten(self.tarief, volume) if self.per_uur else regelbedrag(volume, self.tarief)


def volume_van(hoeveelheden: Iterable[int], eenheid: str) -> int:
    """Deliveries of one line as its GeleverdVolume: the sum first, and only then rounded (IV079)."""
    total = sum(hoeveelheden)
    return geleverd_volume(total, eenheid) if eenheid in TIJD else total


def prijs(toegewezen: str | None, afspraken: Sequence[Afspraak], *, in_minuten: bool) -> Prijs | Weglating:
    """How to count what was assigned in that unit, or in none. `in_minuten` claims hours in minutes, as may be (TR341).

    Hours at a tariff per minute are claimed in minutes anyhow, for no agreement says what an hour costs.
    """
    if not afspraken:
        return Weglating.GEEN_AFSPRAAK
    claimable = [afspraak for afspraak in afspraken if afspraak.per_client]
    if not claimable:
        registered = all(afspraak.alleen_registratie for afspraak in afspraken)
        return Weglating.ALLEEN_REGISTRATIE if registered else Weglating.NIET_PER_CLIENT
    tarieven: dict[str, int | None] = {}
    for afspraak in claimable:
        if not afspraak.maximum_tarief:
            tarieven.setdefault(afspraak.eenheid, afspraak.stuktarief)
    if not tarieven:
        return Weglating.TARIEF_ONBEPAALD
    eenheid = toegewezen or _agreed_unit(tarieven.keys())
    if eenheid is None:
        return Weglating.EENHEID_ONBEPAALD
    if eenheid == UUR and (in_minuten or UUR not in tarieven):
        eenheid = MINUUT
    if eenheid in GELD and eenheid in tarieven:
        return Prijs(eenheid, None)
    per_uur = eenheid == MINUUT and MINUUT not in tarieven
    tarief = tarieven.get(UUR if per_uur else eenheid)
    return Weglating.ANDERE_EENHEID if tarief is None else Prijs(eenheid, tarief, per_uur)


def prijs_gekozen(
    toegewezen: str | None, afspraken: Sequence[Afspraak], tarief: int, werkelijk: Sequence[Afspraak], *, in_minuten: bool
) -> Prijs | Weglating:
    """How to count at a chosen tariff where only a most was agreed (E223).

    It is no more than what was agreed for the product that was really delivered (`werkelijk`), in the unit of the claim, and no
    more than the agreed most itself.
    """
    maxima = [afspraak for afspraak in afspraken if afspraak.per_client and afspraak.maximum_tarief]
    eenheid = toegewezen or _agreed_unit(afspraak.eenheid for afspraak in maxima)
    if eenheid is None:
        return Weglating.EENHEID_ONBEPAALD
    capped = prijs(eenheid, werkelijk, in_minuten=in_minuten)
    if isinstance(capped, Weglating):
        return capped
    if capped.tarief is None:
        return Weglating.ANDERE_EENHEID
    counted_in = UUR if capped.per_uur else capped.eenheid
    tops = [each.stuktarief for each in maxima if each.eenheid == counted_in and each.stuktarief is not None]
    most = min([capped.tarief, *tops])
    return capped._replace(tarief=tarief) if tarief <= most else Weglating.TARIEF_TE_HOOG


def _agreed_unit(eenheden: Iterable[str]) -> str | None:
    """The one unit of the contract, for an assignment without Omvang; hours before minutes, None where there are several."""
    found = set(eenheden)
    if found <= TIJD:
        return UUR if UUR in found else MINUUT
    return found.pop() if len(found) == 1 else None
