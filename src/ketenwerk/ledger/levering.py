"""How far delivery is, from the starts and stops that stand."""

from typing import Final

from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.types import Wet

from .facts import Dossier, Start, StartSleutel
from .machines import LEVERING

_TIJDELIJK: Final = {"jw": codelist("JZ588").where("tijdelijk"), "wmo": codelist("WMO588").where("tijdelijk")}


def is_temporary(reden_beeindiging: str, wet: Wet) -> bool:
    """Whether a stop with this reason is one after which delivery is expected to go on (C-25)."""
    return reden_beeindiging in _TIJDELIJK[wet]


def state(dossier: Dossier, start: StartSleutel) -> str:
    """State of `machines.LEVERING` of one start: its stops played in order, a temporary one before a definite one."""
    if start not in dossier.starts:
        return LEVERING.begin
    wet = dossier.gesprek.wet
    reached = LEVERING.after(LEVERING.begin, "start")
    temporary = [is_temporary(stop.sleutel.reden_beeindiging, wet) for stop in dossier.stops_of(start)]
    for is_for_a_while in sorted(temporary, reverse=True):
        reached = LEVERING.after(reached, "tijdelijke stop" if is_for_a_while else "definitieve stop")
    return reached


def actual_start(dossier: Dossier, product: tuple[int | None, str | None, str | None]) -> Start | None:
    """The start of this product that no stop has ended yet (TR326), or None."""
    for sleutel, start in dossier.starts.items():
        if sleutel.product == product and state(dossier, sleutel) == "geleverd":
            return start
    return None
