"""What the 325 on a claim that waits would say, as the register keeps it: made from a judgement, without the message."""

from collections.abc import Iterator
from datetime import datetime

from ketenwerk.register import voorstellen
from ketenwerk.register.models import Declaratie
from ketenwerk.register.voorstellen import Groep, Inhoud
from ketenwerk.rules.claimanswer import codes_by_place, uitslag
from ketenwerk.rules.judge import Report
from ketenwerk.rules.returned import NIET_BEOORDEELD
from ketenwerk.standard import m323

Codes = tuple[str, ...]


def of(report: Report) -> Inhoud:
    """What the 325 would say for this judgement of a claim."""
    bericht = report.bericht
    assert isinstance(bericht, m323.Bericht)
    rejecting = report.rejecting
    by_place = codes_by_place(rejecting)
    cijfers = uitslag(bericht, rejecting)
    if by_place is None:
        return Inhoud(0, cijfers.regels, geheel_afgewezen=True)
    groups: dict[tuple[Codes, Codes], list[int]] = {}
    for positie, client, lijn in _rejected(bericht, by_place):
        groups.setdefault((client, lijn), []).append(positie)
    groepen = tuple(Groep(client, lijn, posities) for (client, lijn), posities in groups.items())
    return Inhoud(cijfers.toegekend, cijfers.afgewezen_regels, geheel_afgewezen=False, groepen=groepen)


def codes_of(client: Codes, lijn: Codes) -> Codes:
    """The codes of a rejected line: those of its client and its own, or that it was not judged."""
    return (*client, *(lijn or (NIET_BEOORDEELD,)))


def _rejected(bericht: m323.Bericht, by_place: dict[tuple[int, int], Codes]) -> Iterator[tuple[int, Codes, Codes]]:
    """Position, codes of the client and own codes of each line that comes back."""
    wrong, positie = {client for client, _ in by_place}, 0
    for number, client in enumerate(bericht.declaratie.clienten):
        if number in wrong:
            whole, codes = (number, -1) in by_place, by_place.get((number, -1), ())
            for place in range(len(client.prestaties)):
                own = by_place.get((number, place), ())
                if whole or own:
                    yield positie + place, codes, own
        positie += len(client.prestaties)


def came(declaratie: Declaratie, report: Report, now: datetime) -> None:
    """Keeps what was judged when a claim came in that waits now; the message holds what was found."""
    voorstellen.keep(declaratie, of(report), voorstellen.stempel(declaratie), now)
