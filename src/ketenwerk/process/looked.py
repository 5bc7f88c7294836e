"""Looks up what a message of ours is judged beside."""

from datetime import date
from typing import Any, Final

import msgspec

from ketenwerk.ledger.known import Known, Vraag, question
from ketenwerk.protocol.afspraken import Afspraken
from ketenwerk.register import afspraken, clients, declaratiestand, known, order, relaties
from ketenwerk.register.models import Gesprek
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.release import MessageType

QUERIES: Final = known.QUERIES + 1
"""The most that looking up for one message costs: what is known of it, and what was agreed."""


class Looked(msgspec.Struct, frozen=True):
    """What was looked up to judge a message of ours; of a claim also the ids of its clients, by BSN."""

    vraag: Vraag
    known: Known
    clienten: dict[str, Any] | None = None


def look_up(
    gesprek: Gesprek, bericht: Bericht, message: MessageType, today: date, *, before: int = declaratiestand.LAST
) -> Looked:
    """All that the rules may ask about a message of ours, agreements in one query more. Asks for the turn of its conversation.

    A return message is judged without agreements. `before` is the row of a claim that is judged again: what came after it is left
    out.
    """
    vraag = question(bericht, message)
    if vraag.nummers:
        order.hold_numbers(gesprek)
    if vraag.afzender == gesprek.party.code and not vraag.retour_op:
        order.hold_names(gesprek)
    clienten = clients.ids_of(gesprek.party_id, vraag.declaratie.bsns) if vraag.declaratie else None
    found = known.known(gesprek, vraag, today, before=before, clienten=clienten)
    if not vraag.retour_op:
        found = msgspec.structs.replace(found, afspraken=afspraken.agreed(gesprek))
    return Looked(vraag, for_claim(gesprek, vraag, found) if vraag.declaratie else found, clienten)


def for_claim(gesprek: Gesprek, vraag: Vraag, found: Known) -> Known:
    """With what only a claim asks: who claims (E202), and where parties agreed on halves what was started and stopped (E200)."""
    assert vraag.declaratie is not None
    found = msgspec.structs.replace(found, onderaannemer=relaties.is_subcontractor(gesprek.party, gesprek.aanbieder))
    agreed = found.afspraken
    if not isinstance(agreed, Afspraken) or not any(regel.helften for regel in agreed.regels):
        return found
    gestart, gestopt = declaratiestand.delivery(gesprek, vraag.declaratie.nummers)
    return msgspec.structs.replace(
        found, declaraties=msgspec.structs.replace(found.declaraties, gestart=gestart, gestopt=gestopt)
    )
