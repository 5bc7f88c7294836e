"""The calculation of one line of a claim, as it stood when the line was judged; of a claim that waits, as it stands now."""

from datetime import date, datetime
from itertools import islice

import msgspec
from django.utils import timezone

from ketenwerk.ledger.declaraties import TOEGEKEND, lines
from ketenwerk.ledger.known import question
from ketenwerk.messages.read import read
from ketenwerk.register import archive, declaratiedeel, declaratietoen
from ketenwerk.register.declaratiedeel import Deel
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


def calculated(declaratie: Declaratie, positie: int, now: datetime) -> Berekend:
    """The calculation of the line at this position (from 0) of a claim. Raises IndexError for one that is not there.

    The claim comes with its `gesprek__party`, `bericht` and `antwoord`. A few queries and milliseconds, whatever its size. Only
    in a claim that waits, a line of a client that was not known when it came makes that the whole message is read.
    """
    deel = declaratiedeel.around(declaratie, positie)
    if deel.onbekend and declaratie.staat == Declaratie.Staat.OPEN:
        deel = _read(declaratie, deel)
    part, message = deel.bericht, MESSAGES[declaratie.bericht.type_name]
    known = look_up(declaratie.gesprek, part, message, _day(declaratie, now)).known
    vraag = question(part, message).declaratie
    assert vraag is not None
    toen = declaratietoen.then(declaratie, vraag, known.declaraties)
    known = msgspec.structs.replace(known, declaraties=toen.stand, identificatie_bekend=False)
    named = deel.prestatie.product_referentie.referentie_nummer
    found = list(berekeningen(part, known, message.wet, {named}, toen.regels))
    berekening = found[_turn(deel)]
    nummer = deel.prestatie.toewijzing_nummer
    return Berekend(berekening, nummer in toen.gewijzigd, toen.afspraken_gewijzigd, _differs(declaratie, deel.rij, berekening))


def _read(declaratie: Declaratie, deel: Deel) -> Deel:
    """The same out of the message, for a client who was not known when it came and may be by now."""
    bericht = read(archive.payload(declaratie.bericht))
    assert isinstance(bericht, m323.Bericht)
    _, own = next(islice(lines(bericht), deel.rij.positie, None))
    return msgspec.structs.replace(deel, bericht=_part(bericht, own), prestatie=own)


def _day(declaratie: Declaratie, now: datetime) -> date:
    """The day on which it was judged."""
    if declaratie.party.code == declaratie.gesprek.aanbieder:
        return timezone.localdate(declaratie.bericht.received_at)
    return declaratie.beantwoord_op or timezone.localdate(now)


def _part(bericht: m323.Bericht, own: m323.Prestatie) -> m323.Bericht:
    """The claim with only those lines that can matter to this one: on its assignment, or with its reference."""
    names = {own.product_referentie.referentie_nummer, own.product_referentie.vorig_referentie_nummer} - {None}

    def matters(prestatie: m323.Prestatie) -> bool:
        other = prestatie.product_referentie
        shared = names & {other.referentie_nummer, other.vorig_referentie_nummer}
        return prestatie.toewijzing_nummer == own.toewijzing_nummer or bool(shared)

    clients = (
        msgspec.structs.replace(client, prestaties=tuple(filter(matters, client.prestaties)))
        for client in bericht.declaratie.clienten
    )
    kept = tuple(client for client in clients if client.prestaties)
    return msgspec.structs.replace(bericht, declaratie=msgspec.structs.replace(bericht.declaratie, clienten=kept))


def _turn(deel: Deel) -> int:
    """Which of the lines with its reference it is, in the order in which they are judged."""
    name = deel.prestatie.product_referentie.referentie_nummer
    same = [each for _, each in in_order(deel.bericht) if each.product_referentie.referentie_nummer == name]
    return next(place for place, prestatie in enumerate(same) if prestatie is deel.prestatie)


def _differs(declaratie: Declaratie, row: Declaratieregel, berekening: Berekening) -> bool:
    """Whether the answer says something else of it. A line that a person refused is rejected whatever was counted."""
    if declaratie.antwoord_id is None:
        return False
    by_hand = declaratie.bericht.regelbesluiten.filter(positie=row.positie, soort="weigeren", ingetrokken_op=None).exists()
    granted = berekening.uitkomst.staat == TOEGEKEND
    return (row.staat == TOEGEKEND) is not (granted and not by_hand)
