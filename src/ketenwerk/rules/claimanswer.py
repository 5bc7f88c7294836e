"""What the 325 says of a claim: what is granted, and the lines that are not, with their codes (IV087, IV088).

A line is granted or rejected as a whole (E193). Only what is rejected comes back: lines with a fault of their own, and all lines
of a client that is wrong. Amounts in eurocents.
"""

import re
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from ketenwerk.messages.finding import Finding
from ketenwerk.standard import m323, m325
from ketenwerk.standard.basis import TotaalBedragMetDC

from .level2.geld import SIGN
from .returned import GEEN_OPMERKING, NIET_BEOORDEELD, own_codes

LEVEL_2: Final = 2
VOLLEDIG_TOEGEKEND: Final = "8001"
_PLACE: Final = re.compile(r"/Bericht/Declaratie/Clienten/Client\[(\d+)\](?:/Prestaties/Prestatie\[(\d+)\])?")

Place = tuple[int, int]
"""Position of a client and of a line in it, from 0; the line is -1 for the client itself."""


class Uitslag(NamedTuple):
    """A claim in figures, in eurocents with sign: what was asked, what is granted; how many lines, how many of them rejected."""

    ingediend: int
    toegekend: int
    regels: int
    afgewezen_regels: int


def uitslag(claim: m323.Bericht, rejecting: Iterable[Finding]) -> Uitslag:
    """The figures of a claim for what was found in it, signals left out."""
    clients = claim.declaratie.clienten
    asked = sum(_signed(prestatie) for client in clients for prestatie in client.prestaties)
    lines = sum(len(client.prestaties) for client in clients)
    by_place = codes_by_place(rejecting)
    if by_place is None:
        return Uitslag(asked, 0, lines, lines)
    rejected = [_signed(prestatie) for _, prestatie, _ in _rejected(claim, by_place)]
    return Uitslag(asked, asked - sum(rejected), lines, len(rejected))


def declaratie_antwoord(claim: m323.Bericht, rejecting: Iterable[Finding]) -> m325.DeclaratieAntwoord:
    """The body of the 325 on a claim whose header is right."""
    declaratie, found = claim.declaratie, tuple(rejecting)
    by_place = codes_by_place(found)
    if not found:
        return _body(declaratie, uitslag(claim, ()), (VOLLEDIG_TOEGEKEND,))
    if by_place is None:
        own = (finding for finding in found if _PLACE.match(finding.path) is None)
        return _body(declaratie, uitslag(claim, found), own_codes(own))
    return _body(declaratie, uitslag(claim, found), (GEEN_OPMERKING,), tuple(_clients(claim, by_place)))


def codes_by_place(rejecting: Iterable[Finding]) -> dict[Place, tuple[str, ...]] | None:
    """The codes of each client and line that is wrong; None when the claim as a whole is, in its header or its Declaratie."""
    found: dict[Place, list[Finding]] = {}
    for finding in rejecting:
        place = _PLACE.match(finding.path)
        # At level 2 a message stands or falls as a whole (IV032).
        if place is None or finding.level <= LEVEL_2:
            return None
        client, line = place.groups()
        found.setdefault((int(client) - 1, int(line) - 1 if line else -1), []).append(finding)
    return {place: own_codes(group) for place, group in found.items()}


def _rejected(
    claim: m323.Bericht, by_place: dict[Place, tuple[str, ...]]
) -> Iterable[tuple[int, m323.Prestatie, tuple[str, ...]]]:
    """The rejected lines in the order of the message, each with the position of its client and its codes."""
    for position in sorted({client for client, _ in by_place}):
        whole = (position, -1) in by_place
        for place, prestatie in enumerate(claim.declaratie.clienten[position].prestaties):
            codes = by_place.get((position, place))
            if codes or whole:
                yield position, prestatie, codes or (NIET_BEOORDEELD,)


def _clients(claim: m323.Bericht, by_place: dict[Place, tuple[str, ...]]) -> Iterable[m325.Client]:
    lines: dict[int, list[m325.Prestatie]] = {}
    for position, prestatie, codes in _rejected(claim, by_place):
        lines.setdefault(position, []).append(m325.Prestatie(**_copied(prestatie), retour_codes=codes))
    for position, rejected in lines.items():
        yield m325.Client(
            bsn=claim.declaratie.clienten[position].bsn,
            prestaties=tuple(rejected),
            retour_codes=by_place.get((position, -1), (GEEN_OPMERKING,)),
        )


def _body(
    declaratie: m323.Declaratie, figures: Uitslag, codes: tuple[str, ...], clients: tuple[m325.Client, ...] = ()
) -> m325.DeclaratieAntwoord:
    return m325.DeclaratieAntwoord(
        declaratie_nummer=declaratie.declaratie_nummer,
        totaal_ingediend_bedrag=declaratie.totaal_ingediend_bedrag,
        totaal_toegekend_bedrag=_total(figures.toegekend),
        clienten=clients,
        retour_codes=codes,
    )


def _total(amount: int) -> TotaalBedragMetDC:
    """A signed amount as a message has it; nothing at all is debit (CS325)."""
    return TotaalBedragMetDC(totaal_bedrag=abs(amount), debet_credit="C" if amount < 0 else "D")


def _signed(prestatie: m323.Prestatie) -> int:
    bedrag = prestatie.ingediend_bedrag
    return bedrag.bedrag * SIGN[bedrag.debet_credit]


def _copied(prestatie: m323.Prestatie) -> dict[str, Any]:
    return {name: getattr(prestatie, name) for name in m323.Prestatie.__struct_fields__}
