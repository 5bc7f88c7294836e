"""What the model test asks of any product beside it, made from what both registers share."""

from lxml import etree

from ketenwerk.ledger.facts import Gesprek

import builders as b
import model


def conversation(m: model.Message) -> Gesprek:
    return Gesprek(m["wet"], b.GEMEENTE, m["aanbieder"])


def codes_in(payload: bytes) -> set[str]:
    """All return codes of a message, except those that say that a class is right or was not judged."""
    found = {each.text for each in etree.fromstring(payload).iter("{*}RetourCode")}
    return found - {"0200", "0233"}
