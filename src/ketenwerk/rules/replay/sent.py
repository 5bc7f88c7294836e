"""Which messages were played, whether each counts, and which return message answered it."""

from collections import defaultdict
from typing import NamedTuple

from ketenwerk.ledger.facts import Gesprek
from ketenwerk.ledger.known import Verzonden, Vraag
from ketenwerk.ledger.machines import VERZENDING
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.release import MessageType

_SENT = VERZENDING.after(VERZENDING.begin, "verstuurd")


class Name(NamedTuple):
    """What a return message repeats of the message that it answers (IV028)."""

    gesprek: Gesprek
    afzender: str
    bericht_code: str
    identificatie: str


class Sent:
    """A message that was played. `counts` is our own judgement until a return message brings that of its receiver."""

    def __init__(self, bericht_id: str, bericht: Bericht, message: MessageType, *, counts: bool) -> None:
        self.bericht_id = bericht_id
        self.bericht = bericht
        self.message = message
        self.counts = counts
        self.staat = _SENT

    @property
    def waits(self) -> bool:
        """No return message on it has come in."""
        return self.staat == _SENT

    def answer(self, *, approved: bool) -> None:
        """A return message came in."""
        self.staat = VERZENDING.after(self.staat, "retour goed" if approved else "retour fout")
        self.counts = approved


class SentMessages:
    """All messages that were played, by what names them.

    Several may have one name: a message that was rejected counts as not sent, so its Identificatie can be used again (C-14).
    """

    def __init__(self) -> None:
        self._named: defaultdict[Name, list[Sent]] = defaultdict(list)

    def add(self, vraag: Vraag, sent: Sent) -> None:
        """Enters a message; `vraag` is the question that it asked."""
        self._named[Name(vraag.gesprek, vraag.afzender, vraag.bericht_code, vraag.identificatie)].append(sent)

    def answered_by(self, vraag: Vraag) -> Verzonden | None:
        """What the rules may know of the message that a return message answers: one that waits, else the last."""
        named = self._by(vraag)
        found = next((sent for sent in named if sent.waits), named[-1] if named else None)
        return Verzonden(found.bericht_id, found.message.number, found.staat) if found else None

    def waiting(self, vraag: Vraag, *, approved: bool) -> Sent | None:
        """The message that this return message settles: of several that wait the first that we judged the same way."""
        waiting = [sent for sent in self._by(vraag) if sent.waits]
        return next((sent for sent in waiting if sent.counts == approved), waiting[0] if waiting else None)

    def _by(self, vraag: Vraag) -> list[Sent]:
        return self._named.get(Name(vraag.gesprek, vraag.afzender, vraag.retour_op, vraag.identificatie), [])
