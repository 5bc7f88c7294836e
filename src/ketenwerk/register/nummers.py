"""The numbers that a provider of ours gives its claims: unique over all that it ever sent, also with other software before.

Who makes claims holds the counter of the party until its transaction ends, so two never make them at the same time, and nothing
that is left undone takes a number.
"""

import uuid
from collections.abc import Iterator
from itertools import count
from typing import Final

from .models import Archiefbericht, Declaratie, Declaratieregel, EigenPartij, Gesprek, Teller

_AHEAD: Final = 200


class Nummers:
    """Gives the next number of each kind to one party (TR056, TR314, TR333). Make it within a transaction: it takes the lock."""

    def __init__(self, party: EigenPartij) -> None:
        Teller.objects.get_or_create(party=party)
        # No key of it changes, so who refers to the party need not wait.
        self._teller = Teller.objects.select_for_update(no_key=True).get(party=party)
        self._party = party
        self._gesprekken = list(Gesprek.objects.filter(party=party).values_list("pk", flat=True))
        self._regels = self._free_lines()
        self._claim = ""

    def declaratie(self) -> str:
        """DeclaratieNummer, twelve letters and digits at most."""
        while True:
            self._teller.declaratie += 1
            number = f"D{self._teller.declaratie:09d}"
            if not self._is_used(number):
                self._teller.save(update_fields=["declaratie"])
                self._claim = number
                return number

    def bericht(self) -> str:
        """Identificatie of a message: that of the claim in it, else a number of the same row."""
        number, self._claim = self._claim or self.declaratie(), ""
        return number

    def regel(self) -> str:
        """ReferentieNummer, twenty characters at most."""
        return next(self._regels)

    def keep(self) -> None:
        """Writes down how far the lines came."""
        self._teller.save(update_fields=["regel"])

    def _is_used(self, number: str) -> bool:
        named = Declaratie.objects.filter(gesprek__in=self._gesprekken, nummer=number)
        sent = Archiefbericht.objects.filter(party=self._party, sender=self._party.code, identificatie=number)
        return named.exists() or sent.exists()

    def _free_lines(self) -> Iterator[str]:
        while True:
            first = self._teller.regel + 1
            ahead = {f"R{number:011d}": number for number in range(first, first + _AHEAD)}
            lines = Declaratieregel.objects.filter(gesprek__in=self._gesprekken, referentie__in=ahead)
            used = set(lines.values_list("referentie", flat=True))
            for text, number in ahead.items():
                self._teller.regel = number
                if text not in used:
                    yield text


class Proefnummers:
    """Numbers for a claim that is only looked at: as good as unused, and nothing is asked or written."""

    def __init__(self) -> None:
        self._line = count(1)
        self._name = uuid.uuid4().hex.upper()

    def declaratie(self) -> str:
        return f"P{uuid.uuid4().hex[:11].upper()}"

    def bericht(self) -> str:
        return self.declaratie()

    def regel(self) -> str:
        return f"P{self._name[:10]}{next(self._line):09d}"
