"""Assigning: a 301 of ours holds the whole set, also when who makes it thought only of what changes."""

from datetime import datetime

import msgspec

from ketenwerk.ledger.volledig import complete
from ketenwerk.messages.write import type_of
from ketenwerk.register import clients, known, parties
from ketenwerk.register.addressing import addressed
from ketenwerk.register.models import EigenPartij, Gesprek
from ketenwerk.standard import m301

from .acts import Outcome, submit


def assign(bericht: m301.Bericht, party: EigenPartij, now: datetime) -> Outcome:
    """Sends an assignment like `acts.submit`, completed with the other assignments of its client at its receiver (OP087, E095).

    Only this party changes its assignments, so what is read before the turn of the conversation holds in it.
    Raises what `submit` raises.
    """
    message = type_of(bericht)
    address = addressed(bericht, message)
    gesprek = parties.sending(address) if (message.wet, address.sender) == (party.wet, party.code) else None
    return submit(_completed(bericht, gesprek) if gesprek else bericht, party, now)


def _completed(bericht: m301.Bericht, gesprek: Gesprek) -> m301.Bericht:
    row = clients.find(gesprek, bericht.client.bsn)
    if row is None:
        return bericht
    on = bericht.header.bericht_identificatie.dagtekening
    products = complete(known.dossier(row), bericht.client.toegewezen_producten, on)
    return msgspec.structs.replace(bericht, client=msgspec.structs.replace(bericht.client, toegewezen_producten=products))
