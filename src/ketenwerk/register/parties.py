"""Our own parties, and the conversation of each with the other side."""

from datetime import datetime

from ketenwerk.protocol.vormen import VORMEN, fits

from . import queries
from .addressing import Address
from .models import EigenPartij, Gesprek


def add_own(wet: str, code: str, now: datetime) -> EigenPartij:
    """Makes a municipality or a provider one that this installation works for. Does nothing when it is already."""
    return EigenPartij.objects.get_or_create(wet=wet, code=code, defaults={"since": now})[0]


def new_own(wet: str, code: str, now: datetime) -> EigenPartij | None:
    """The same for a code that somebody typed; None when it was ours already.

    Raises ValueError, with a text for the user, for what is no gemeentecode (four digits) and no AGB code (eight).
    """
    if not (fits("gemeentecode", code) or fits("agb", code)):
        both = f"{VORMEN['gemeentecode'].eis}, {VORMEN['agb'].eis}"
        raise ValueError(f"De partij is niet toegevoegd: {both}. Vul de code met voorloopnullen in.")
    party, is_new = EigenPartij.objects.get_or_create(wet=wet, code=code, defaults={"since": now})
    return party if is_new else None


def receiving(address: Address) -> Gesprek | None:
    """The conversation of a message that comes in; None when it is addressed to nobody of ours."""
    return _of(address, address.receiver)


def is_receiving(gesprek: Gesprek, address: Address) -> bool:
    """Whether a message with this address comes in in this conversation."""
    party = gesprek.party
    wet = address.message.wet if address.message else ""
    same = (gesprek.gemeente, gesprek.aanbieder) == (address.gemeente, address.aanbieder)
    return same and (party.wet, party.code) == (wet, address.receiver)


def sending(address: Address) -> Gesprek | None:
    """The conversation of a message that goes out; None when its sender is nobody of ours."""
    return _of(address, address.sender)


def _of(address: Address, code: str) -> Gesprek | None:
    if address.message is None or not code:
        return None
    known = queries.conversation(address.message.wet, code, address.gemeente, address.aanbieder)
    if known is not None:
        return known
    party = EigenPartij.objects.filter(wet=address.message.wet, code=code).first()
    if party is None:
        return None
    made, _ = Gesprek.objects.get_or_create(
        party=party, gemeente=address.gemeente, aanbieder=address.aanbieder, defaults={"wet": party.wet}
    )
    return made
