"""The parts of the histories of 305 and 307: a start, a stop, and the same class deleted."""

from typing import Any

from histories import Onderdeel, ander, meldt_start, start_op, stop_op, toewijzing, wijst_toe

from ketenwerk.standard import m305, m307

TAAK: dict[str, Any] = {"toewijzing_nummer": None, "toewijzing_ingangsdatum": None}
"""Care by task has no number (IV096)."""

TOEGEWEZEN = wijst_toe(toewijzing(), toewijzing(300202, product=ander))


def begin(datum: str = "2026-04-03", **changes: Any) -> Onderdeel[m305.StartProduct]:
    return start_op(datum, **changes)


def begin_weg(datum: str = "2026-04-03", **changes: Any) -> Onderdeel[m305.StartProduct]:
    return start_op(datum, status_aanlevering="3", **changes)


def pauze(einde: str = "2026-06-20", **changes: Any) -> Onderdeel[m307.StopProduct]:
    return stop_op(einde, **{"reden_beeindiging": "20", **changes})


def einde(einde: str = "2026-07-17", **changes: Any) -> Onderdeel[m307.StopProduct]:
    return stop_op(einde, **changes)


def pauze_weg(einde: str = "2026-06-20", **changes: Any) -> Onderdeel[m307.StopProduct]:
    return pauze(einde, status_aanlevering="3", **changes)


def einde_weg(datum: str = "2026-07-17", **changes: Any) -> Onderdeel[m307.StopProduct]:
    return stop_op(datum, status_aanlevering="3", **changes)


GESTART = [TOEGEWEZEN, meldt_start(begin())]


def op_start(*rules: str, n: int = 1) -> list[str]:
    """These rules on the start at that position."""
    return [f"{rule} Client/StartProducten/StartProduct[{n}]" for rule in rules]


def op_stop(*rules: str, n: int = 1) -> list[str]:
    """These rules on the stop at that position."""
    return [f"{rule} Client/StopProducten/StopProduct[{n}]" for rule in rules]
