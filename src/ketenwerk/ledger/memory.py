"""A register in memory: the twin of the database for `replay`, for tests, and for whoever wants to try a history.

It keeps the accepted messages per dossier, in order, so that one that is rejected after all (by its return message) can be taken
out and the dossier made anew from the rest: what was rejected counts as not sent (OP286).
"""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.release import MessageType

from .changes import Change, apply, changes
from .facts import Dossier, Gesprek
from .known import Elders, Known, Verzonden, Vraag, question
from .machines import VERZENDING

DossierKey = tuple[Gesprek, str]
Sent = tuple[Gesprek, str, str, str]
"""Conversation, sender, BerichtCode, Identificatie: what names a message for its receiver (TR056)."""


class Entry(NamedTuple):
    """A message that counts: its id and the message itself."""

    bericht_id: str
    bericht: Bericht


class Register:
    """Dossiers by conversation and client, and which messages were sent."""

    def __init__(self) -> None:
        self.dossiers: dict[DossierKey, Dossier] = {}
        self._entries: defaultdict[DossierKey, list[Entry]] = defaultdict(list)
        self._sent: dict[Sent, Verzonden] = {}
        self._where: dict[str, tuple[DossierKey, Sent]] = {}

    def known(self, bericht: Bericht, message: MessageType, today: date) -> Known:
        """What is known for judging this message."""
        return self.answer(question(bericht, message), today)

    def answer(self, vraag: Vraag, today: date) -> Known:
        """What is known for one question."""
        sent = self._sent.get((vraag.gesprek, vraag.afzender, vraag.bericht_code, vraag.identificatie))
        return Known(
            vandaag=today,
            dossier=self._dossier(vraag),
            identificatie_bekend=not vraag.retour_op and sent is not None,
            referenties_bekend=self._known_references(vraag),
            elders=self._elsewhere(vraag),
            heenbericht=self._returned(vraag),
        )

    def accept(self, bericht: Bericht, message: MessageType, bericht_id: str) -> tuple[Change, ...]:
        """Enters a message that counts, and returns what it changed."""
        vraag = question(bericht, message)
        dossier = self._dossier(vraag)
        key = (dossier.gesprek, dossier.bsn)
        made = tuple(changes(bericht, dossier, bericht_id))
        for change in made:
            dossier = apply(dossier, change)
        self.dossiers[key] = dossier
        self._entries[key].append(Entry(bericht_id, bericht))
        sent = (vraag.gesprek, vraag.afzender, vraag.bericht_code, vraag.identificatie)
        self._sent[sent] = Verzonden(bericht_id, message.number, VERZENDING.after(VERZENDING.begin, "verstuurd"))
        self._where[bericht_id] = (key, sent)
        return made

    def retract(self, bericht_id: str) -> None:
        """Takes out a message that does not count after all, and makes its dossier anew from the others.

        Raises KeyError for a message that was not accepted.
        """
        key, sent = self._where.pop(bericht_id)
        del self._sent[sent]
        self._entries[key] = [entry for entry in self._entries[key] if entry.bericht_id != bericht_id]
        self.dossiers[key] = fold(Dossier(*key), self._entries[key])

    def returned(self, bericht_id: str, *, approved: bool) -> None:
        """Records that the return message on a message came in; a rejecting one takes the message out."""
        if not approved:
            self.retract(bericht_id)
            return
        _, sent = self._where[bericht_id]
        known = self._sent[sent]
        self._sent[sent] = Verzonden(known.bericht, known.soort, VERZENDING.after(known.staat, "retour goed"))

    def _dossier(self, vraag: Vraag) -> Dossier:
        if vraag.bsn:
            return self.dossiers.get((vraag.gesprek, vraag.bsn)) or Dossier(vraag.gesprek, vraag.bsn)
        # A 319 names no client: its reference leads to the one whose request it answers.
        for (gesprek, _), dossier in self.dossiers.items():
            if gesprek == vraag.gesprek and vraag.referenties & dossier.verzoeken.keys():
                return dossier
        return Dossier(vraag.gesprek, "")

    def _known_references(self, vraag: Vraag) -> frozenset[str]:
        if not vraag.referenties:
            return frozenset()
        wet, gemeente, aanbieder = vraag.gesprek
        return frozenset(
            referentie
            for (gesprek, _), dossier in self.dossiers.items()
            if gesprek == (wet, gemeente, aanbieder)
            for referentie in vraag.referenties & dossier.verzoeken.keys()
        )

    def _elsewhere(self, vraag: Vraag) -> dict[int, Elders]:
        found = {}
        for (gesprek, bsn), dossier in self.dossiers.items():
            other = (gesprek, bsn) != (vraag.gesprek, vraag.bsn)
            if other and (gesprek.wet, gesprek.gemeente) == (vraag.gesprek.wet, vraag.gesprek.gemeente):
                for nummer in vraag.nummers & dossier.toewijzingen.keys():
                    first = dossier.toewijzingen[nummer].first
                    found[nummer] = Elders(bsn, gesprek.aanbieder, first.product, first.ingangsdatum)
        return found

    def _returned(self, vraag: Vraag) -> Verzonden | None:
        if not vraag.retour_op:
            return None
        return self._sent.get((vraag.gesprek, vraag.afzender, vraag.retour_op, vraag.identificatie))


def fold(dossier: Dossier, entries: list[Entry]) -> Dossier:
    """A dossier made anew from the messages that count, in order."""
    for entry in entries:
        for change in changes(entry.bericht, dossier, entry.bericht_id):
            dossier = apply(dossier, change)
    return dossier
