"""Return messages beside the message that they answer: our own rules, for the standard has none.

No message answers a return message, so nobody could be told of a rejection: both are signals, without return code. What the
return message says then changes nothing.
"""

from collections.abc import Iterator
from typing import Final

from ketenwerk.ledger.known import Known
from ketenwerk.ledger.machines import VERZENDING
from ketenwerk.rules.registry import Hit, both, finding, rule
from ketenwerk.standard.basis import Header
from ketenwerk.standard.release import KINDS

RETOUR: Final = frozenset(number for number, kind in KINDS.items() if kind.answers and number != "325")
"""The messages that answer another one and say only whether it is accepted."""

_WAITS: Final = VERZENDING.after(VERZENDING.begin, "verstuurd")
_ELEMENT: Final = "bericht_identificatie.identificatie"


@rule("LOK001", level=3, code="", on=both(*RETOUR))
def answers_a_known_message(header: Header, known: Known) -> Iterator[Hit]:
    """A return message answers a message of this sender that is known (E027)."""
    if known.heenbericht is None:
        yield finding(header, _ELEMENT, found=header.bericht_identificatie.identificatie, signal=True)


@rule("LOK002", level=3, code="", on=both(*RETOUR))
def answers_once(header: Header, known: Known) -> Iterator[Hit]:
    """Each message is answered by one return message; a second one counts for nothing (E027)."""
    if known.heenbericht is not None and known.heenbericht.staat != _WAITS:
        yield finding(header, _ELEMENT, found=header.bericht_identificatie.identificatie, signal=True)
