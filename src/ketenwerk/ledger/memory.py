"""A register in memory: the twin of the database for `replay`, for tests, and for whoever wants to try a history.

It keeps the accepted messages per dossier, in order, so that one that is rejected after all (by its return message) can be taken
out and the dossier made anew from the rest: what was rejected counts as not sent (OP286).
"""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

import msgspec

from ketenwerk.standard import m323
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.release import MessageType

from .changes import Change, apply, changes
from .declaratieboek import Declaratieboek
from .declaraties import TOEGEKEND, Antwoordstand, Declaratiestand, Grondslag, Uitkomst
from .facts import Dossier, Gesprek, Prestatie
from .known import Elders, Known, Verzonden, Vraag, question
from .levering import started, stopped_as_planned
from .namen import VERSTUURD, Naam, Namen, own_name

DossierKey = tuple[Gesprek, str]


class Entry(NamedTuple):
    """A message that counts: its id and the message itself."""

    bericht_id: str
    bericht: Bericht


class Register:
    """Dossiers by conversation and client, and which messages were sent.

    `partij` is the code of the party whose register it is. What that party itself sends is compared with all that it sent to
    anybody (TR056, TR347); what it receives, with what the same sender sent it. Without one, each message is known as its
    receiver knows it.
    """

    def __init__(self, partij: str = "") -> None:
        self._partij = partij
        self.dossiers: dict[DossierKey, Dossier] = {}
        self._entries: defaultdict[DossierKey, list[Entry]] = defaultdict(list)
        self._names = Namen()
        self._where: dict[str, tuple[DossierKey, Naam]] = {}
        self.declaraties: defaultdict[Gesprek, Declaratieboek] = defaultdict(Declaratieboek)
        self._claims: dict[str, tuple[Naam, Verzonden]] = {}

    def known(self, bericht: Bericht, message: MessageType, today: date) -> Known:
        """What is known for judging this message."""
        return self.answer(question(bericht, message), today)

    def answer(self, vraag: Vraag, today: date) -> Known:
        """What is known for one question."""
        return Known(
            vandaag=today,
            dossier=self._with_lines(self._dossier(vraag), vraag),
            identificatie_bekend=not vraag.retour_op and self._names.is_used(own_name(vraag), anywhere=self._sends(vraag)),
            referenties_bekend=self._known_references(vraag),
            elders=self._elsewhere(vraag),
            heenbericht=self._returned(vraag),
            declaraties=self._declaratiestand(vraag),
            antwoord_op=self.declaraties[vraag.gesprek].antwoordstand(vraag.antwoord) if vraag.antwoord else Antwoordstand(),
        )

    def accept(self, bericht: Bericht, message: MessageType, bericht_id: str) -> tuple[Change, ...]:
        """Enters a message that counts, and returns what it changed. A claim counts with all its lines (else: `declare`)."""
        vraag = question(bericht, message)
        if isinstance(bericht, m323.Bericht):
            self.declare(bericht, message, bericht_id, Uitkomst(geheel_afgewezen=False))
            return ()
        dossier = self._dossier(vraag)
        key = (dossier.gesprek, dossier.bsn)
        made = tuple(changes(bericht, dossier, bericht_id))
        for change in made:
            dossier = apply(dossier, change)
        self.dossiers[key] = dossier
        self._entries[key].append(Entry(bericht_id, bericht))
        naam = own_name(vraag)
        self._names.put(naam, Verzonden(bericht_id, message.number, VERSTUURD))
        self._where[bericht_id] = (key, naam)
        return made

    def declare(self, bericht: m323.Bericht, message: MessageType, bericht_id: str, outcome: Uitkomst | None) -> None:
        """Enters a claim with what became of it, or None as long as nothing did."""
        vraag = question(bericht, message)
        self.declaraties[vraag.gesprek].claim(bericht, bericht_id, outcome)
        self._claims[bericht_id] = (own_name(vraag), Verzonden(bericht_id, message.number, VERSTUURD))
        self._name_claim(bericht_id, outcome)

    def answered(self, bericht_id: str, outcome: Uitkomst) -> None:
        """Records what a 325 says of a claim, in place of what was held of it before. Raises KeyError for an unknown claim."""
        (gesprek, *_), _ = self._claims[bericht_id]
        self.declaraties[gesprek].answer(bericht_id, outcome)
        self._name_claim(bericht_id, outcome)

    def retract(self, bericht_id: str) -> None:
        """Takes out a message that does not count after all, and makes its dossier anew from the others.

        Raises KeyError for a message that was not accepted.
        """
        key, naam = self._where.pop(bericht_id)
        self._names.settle(naam, bericht_id, "retour fout")
        self._entries[key] = [entry for entry in self._entries[key] if entry.bericht_id != bericht_id]
        self.dossiers[key] = fold(Dossier(*key), self._entries[key])

    def returned(self, bericht_id: str, *, approved: bool) -> None:
        """Records that the return message on a message came in; a rejecting one takes the message out."""
        if not approved:
            self.retract(bericht_id)
            return
        _, naam = self._where[bericht_id]
        self._names.settle(naam, bericht_id, "retour goed")

    def _name_claim(self, bericht_id: str, outcome: Uitkomst | None) -> None:
        """A claim that was rejected as a whole counts as not sent, so its Identificatie is free (C-14)."""
        naam, known = self._claims[bericht_id]
        self._names.put(naam, known)
        if outcome is not None and outcome.geheel_afgewezen:
            self._names.settle(naam, bericht_id, "retour fout")

    def _declaratiestand(self, vraag: Vraag) -> Declaratiestand:
        if vraag.declaratie is None:
            return Declaratiestand()
        clienten, grondslagen = set(), {}
        gestart: set[int] = set()
        gestopt: set[int] = set()
        for bsn in vraag.declaratie.bsns:
            dossier = self.dossiers.get((vraag.gesprek, bsn))
            if dossier is None or not dossier.toewijzingen:
                continue
            clienten.add(bsn)
            nummers = vraag.declaratie.nummers & dossier.toewijzingen.keys()
            for nummer in nummers:
                grondslagen[bsn, nummer] = Grondslag.of(dossier.toewijzingen[nummer].actueel)
            gestart |= started(dossier, nummers)
            gestopt |= stopped_as_planned(dossier, nummers)
        stand = self.declaraties[vraag.gesprek].stand(vraag.declaratie, frozenset(clienten), grondslagen)
        return msgspec.structs.replace(stand, gestart=frozenset(gestart), gestopt=frozenset(gestopt))

    def _with_lines(self, dossier: Dossier, vraag: Vraag) -> Dossier:
        """With the granted lines that stand on the assignments, where those may be deleted (TR385)."""
        if not vraag.nummers:
            return dossier
        granted = {
            regel.prestatie.product_referentie.referentie_nummer: Prestatie(regel.prestatie, regel.bericht)
            for regel in self.declaraties[vraag.gesprek].of_client(vraag.bsn)
            if regel.staand and regel.staat == TOEGEKEND and regel.prestatie.toewijzing_nummer in vraag.nummers
        }
        return msgspec.structs.replace(dossier, prestaties=granted) if granted else dossier

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
        wet, _, aanbieder = vraag.gesprek
        return frozenset(
            referentie
            for (gesprek, _), dossier in self.dossiers.items()
            # A provider knows its own references in all its conversations, whoever names them (TR347).
            if gesprek == vraag.gesprek or (self._partij == aanbieder and (gesprek.wet, gesprek.aanbieder) == (wet, aanbieder))
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
        return self._names.answered(own_name(vraag)._replace(bericht_code=vraag.retour_op))

    def _sends(self, vraag: Vraag) -> bool:
        """Whether it is a message of the party whose register this is."""
        return bool(self._partij) and self._partij == vraag.afzender


def fold(dossier: Dossier, entries: list[Entry]) -> Dossier:
    """A dossier made anew from the messages that count, in order."""
    for entry in entries:
        for change in changes(entry.bericht, dossier, entry.bericht_id):
            dossier = apply(dossier, change)
    return dossier
