"""The calculation of one line of a claim, as it stood when the line was judged; of a claim that waits, as it stands now."""

from datetime import date, datetime
from typing import NamedTuple

import msgspec
from django.utils import timezone

from ketenwerk.ledger.declaraties import TOEGEKEND, lines
from ketenwerk.ledger.known import question
from ketenwerk.register import declaratietoen
from ketenwerk.register.models import Declaratie, Declaratieregel
from ketenwerk.rules.berekening import Berekening, berekeningen
from ketenwerk.rules.lijn import in_order
from ketenwerk.standard import m323
from ketenwerk.standard.release import MESSAGES

from .looked import look_up


class Berekend(msgspec.Struct, frozen=True):
    """A calculation, and what makes it other than the answer that was given.

    `gewijzigd`: the assignment has a version since, which is left out. `afspraken_gewijzigd`: agreements were taken over since,
    and these are used. `wijkt_af`: what comes out is not what the 325 says of the line.
    """

    berekening: Berekening
    gewijzigd: bool
    afspraken_gewijzigd: bool
    wijkt_af: bool


class _Line(NamedTuple):
    bsn: str
    prestatie: m323.Prestatie


def calculated(declaratie: Declaratie, bericht: m323.Bericht, positie: int, now: datetime) -> Berekend:
    """The calculation of the line at this position (from 0) of the claim `bericht`. Raises IndexError for one that is not there.

    The claim comes with `gesprek__party`, `bericht` and `antwoord`. A few queries, whatever the size of the claim.
    """
    own = _Line(*_at(bericht, positie))
    part, message = _part(bericht, own), MESSAGES[declaratie.bericht.type_name]
    known = look_up(declaratie.gesprek, part, message, _day(declaratie, now)).known
    vraag = question(part, message).declaratie
    assert vraag is not None
    toen = declaratietoen.then(declaratie, vraag, known.declaraties)
    known = msgspec.structs.replace(known, declaraties=toen.stand, identificatie_bekend=False)
    named = own.prestatie.product_referentie.referentie_nummer
    found = list(berekeningen(part, known, message.wet, {named}, toen.regels))
    berekening = found[_turn(part, own)]
    nummer = own.prestatie.toewijzing_nummer
    return Berekend(berekening, nummer in toen.gewijzigd, toen.afspraken_gewijzigd, _differs(declaratie, positie, berekening))


def _at(bericht: m323.Bericht, positie: int) -> tuple[str, m323.Prestatie]:
    for place, line in enumerate(lines(bericht)):
        if place == positie:
            return line
    raise IndexError(positie)


def _day(declaratie: Declaratie, now: datetime) -> date:
    """The day on which it was judged."""
    if declaratie.party.code == declaratie.gesprek.aanbieder:
        return timezone.localdate(declaratie.bericht.received_at)
    return declaratie.beantwoord_op or timezone.localdate(now)


def _part(bericht: m323.Bericht, own: _Line) -> m323.Bericht:
    """The claim with only those lines that can matter to this one: on its assignment, or with its reference."""
    nummer, named = own.prestatie.toewijzing_nummer, own.prestatie.product_referentie
    names = {named.referentie_nummer, named.vorig_referentie_nummer} - {None}

    def matters(prestatie: m323.Prestatie) -> bool:
        other = prestatie.product_referentie
        return prestatie.toewijzing_nummer == nummer or bool(names & {other.referentie_nummer, other.vorig_referentie_nummer})

    clients = (
        msgspec.structs.replace(client, prestaties=tuple(filter(matters, client.prestaties)))
        for client in bericht.declaratie.clienten
    )
    kept = tuple(client for client in clients if client.prestaties)
    return msgspec.structs.replace(bericht, declaratie=msgspec.structs.replace(bericht.declaratie, clienten=kept))


def _turn(part: m323.Bericht, own: _Line) -> int:
    """Which of the lines with its reference it is, in the order in which they are judged."""
    name = own.prestatie.product_referentie.referentie_nummer
    same = [prestatie for _, prestatie in in_order(part) if prestatie.product_referentie.referentie_nummer == name]
    return next(place for place, prestatie in enumerate(same) if prestatie is own.prestatie)


def _differs(declaratie: Declaratie, positie: int, berekening: Berekening) -> bool:
    """Whether the answer says something else of it. A line that a person refused is rejected whatever was counted."""
    row = Declaratieregel.objects.filter(declaratie=declaratie, positie=positie).only("staat", "codes").first()
    if row is None or declaratie.antwoord_id is None:
        return False
    by_hand = declaratie.bericht.regelbesluiten.filter(positie=positie, soort="weigeren", ingetrokken_op=None).exists()
    granted = berekening.uitkomst.staat == TOEGEKEND
    return (row.staat == TOEGEKEND) is not (granted and not by_hand)
