"""How far delivery is, from the starts and stops that stand."""

from collections.abc import Collection, Iterable
from typing import Final

from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.types import Wet

from .facts import Dossier, Start, StartSleutel
from .machines import LEVERING

_TIJDELIJK: Final = {"jw": codelist("JZ588").where("tijdelijk"), "wmo": codelist("WMO588").where("tijdelijk")}
VOLGENS_PLAN: Final = {"jw": codelist("JZ588").where("volgens_plan"), "wmo": codelist("WMO588").where("volgens_plan")}


def started(dossier: Dossier, nummers: Collection[int]) -> frozenset[int]:
    """Of these assignments, those whose delivery was reported to start."""
    return _of((start.toewijzing_nummer for start in dossier.starts), nummers)


def stopped_as_planned(dossier: Dossier, nummers: Collection[int]) -> frozenset[int]:
    """Of these assignments, those with a stop whose reason says that all went as planned."""
    reasons = VOLGENS_PLAN[dossier.gesprek.wet]
    return _of((stop.start.toewijzing_nummer for stop in dossier.stops if stop.reden_beeindiging in reasons), nummers)


def _of(found: Iterable[int | None], nummers: Collection[int]) -> frozenset[int]:
    return frozenset(nummer for nummer in found if nummer is not None and nummer in nummers)


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
