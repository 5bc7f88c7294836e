"""What a provider is still waiting for, per municipality."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from ketenwerk.standard import m323

from .bedrag import totaal
from .ingediend import Staat, is_credit


class Geboekt(NamedTuple):
    """A claimed line with what became of it. `dagtekening` is that of its claim; `staat` a value of `Staat`."""

    gemeente: str
    dagtekening: date
    prestatie: m323.Prestatie
    staat: str


class Stand(NamedTuple):
    """How a municipality stands: signed eurocents per state, the number of open lines, and the age of the oldest in days.

    `oudste` is None when nothing is open.
    """

    open: int
    toegekend: int
    afgewezen: int
    open_regels: int
    oudste: int | None


def openstaand(regels: Iterable[Geboekt], op: date) -> dict[str, Stand]:
    """Per municipality how its lines stand on that day; the one that is waited for longest comes first."""
    per_gemeente: dict[str, list[Geboekt]] = {}
    for regel in regels:
        per_gemeente.setdefault(regel.gemeente, []).append(regel)
    found = {gemeente: _stand(held, op) for gemeente, held in per_gemeente.items()}
    return dict(sorted(found.items(), key=lambda item: -1 if item[1].oudste is None else item[1].oudste, reverse=True))


def _stand(regels: list[Geboekt], op: date) -> Stand:
    waiting = [regel for regel in regels if regel.staat == Staat.OPEN]
    oldest = max(((op - regel.dagtekening).days for regel in waiting), default=None)
    return Stand(
        open=_sum(regels, Staat.OPEN),
        toegekend=_sum(regels, Staat.TOEGEKEND),
        afgewezen=_sum(regels, Staat.AFGEWEZEN),
        open_regels=len(waiting),
        oudste=oldest,
    )


def _sum(regels: list[Geboekt], staat: Staat) -> int:
    lines = (regel.prestatie for regel in regels if regel.staat == staat)
    return totaal((line.ingediend_bedrag.bedrag, not is_credit(line)) for line in lines)
