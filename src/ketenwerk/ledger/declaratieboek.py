"""The claims of one conversation in memory, with what became of each line: the twin of the tables of the register."""

from collections import defaultdict
from datetime import date

import msgspec

from ketenwerk.standard import m323

from .declaraties import (
    AFGEWEZEN,
    OPEN,
    Antwoordstand,
    Antwoordvraag,
    Declaratiestand,
    Declaratievraag,
    Grondslag,
    LijnSleutel,
    Regel,
    Uitkomst,
    is_debet,
    lijn_naam,
    lijn_sleutel,
    lines,
    summed,
    summed_per_product,
)

Grondslagen = dict[tuple[str, int], Grondslag]


class Declaratieboek:
    """Claims in the order in which they came, each with its outcome: None until a 325 on it is known.

    A claim that was rejected as a whole counts as not sent: its numbers are free and its period is not used (OP286).
    """

    def __init__(self) -> None:
        self._claims: dict[str, m323.Bericht] = {}
        self._outcomes: dict[str, Uitkomst | None] = {}
        self._forget()

    def claim(self, bericht: m323.Bericht, bericht_id: str, outcome: Uitkomst | None = None) -> None:
        """Enters a claim, with what became of it where that is known."""
        self._claims[bericht_id] = bericht
        self._outcomes[bericht_id] = outcome
        self._add(bericht, bericht_id, outcome)

    def answer(self, bericht_id: str, outcome: Uitkomst) -> None:
        """Records what a 325 says of a claim, in place of what was held of it before. Raises KeyError for an unknown claim."""
        if self._outcomes[bericht_id] == outcome:
            return
        self._outcomes[bericht_id] = outcome
        self._forget()
        for each, bericht in self._claims.items():
            self._add(bericht, each, self._outcomes[each])

    def stand(self, vraag: Declaratievraag, clienten: frozenset[str], grondslagen: Grondslagen) -> Declaratiestand:
        """What is known beside a claim; the assignments come from the dossiers."""
        beside = [regel for nummer in vraag.nummers for regel in self._on(nummer)]
        return Declaratiestand(
            clienten=clienten,
            grondslagen=grondslagen,
            referenties=vraag.referenties & self._regels.keys(),
            nummer_bekend=vraag.nummer in self._nummers,
            laatste_periode=self._latest,
            debetten=_debets(beside),
            vorige={each: self._regels[each] for each in vraag.vorige if each in self._regels},
            sommen=summed(beside),
            producten=summed_per_product(beside),
        )

    def antwoordstand(self, vraag: Antwoordvraag) -> Antwoordstand:
        """What is known beside a 325."""
        named = (vraag.identificatie, vraag.dagtekening)
        under = [each for each, bericht in self._claims.items() if _name(bericht) == named]
        # Of several under one name (the others were rejected as a whole) the one that waits, else the last.
        found = max(enumerate(under), key=lambda pair: (self._outcomes[pair[1]] is None, pair[0]))[1] if under else ""
        return Antwoordstand(
            declaratie=self._claims.get(found),
            bericht=found,
            regels={each: self._regels[each] for each in vraag.referenties if each in self._regels},
            nummer_bekend=vraag.nummer in self._nummers,
            beantwoord=self._outcomes.get(found) is not None,
        )

    def of_client(self, bsn: str) -> list[Regel]:
        """The lines of a client, in the order in which they came."""
        return [regel for each in self._by_client.get(bsn, ()) if (regel := self._regels[each]).bsn == bsn]

    def _on(self, nummer: int) -> list[Regel]:
        found = (self._regels[each] for each in self._by_number.get(nummer, ()))
        return [regel for regel in found if regel.prestatie.toewijzing_nummer == nummer]

    def _forget(self) -> None:
        self._regels: dict[str, Regel] = {}
        # Dictionaries for their order: a reference stands in each once.
        self._by_number: defaultdict[int, dict[str, None]] = defaultdict(dict)
        self._by_client: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._nummers: set[str] = set()
        self._latest: date | None = None

    def _add(self, bericht: m323.Bericht, bericht_id: str, outcome: Uitkomst | None) -> None:
        if outcome is not None and outcome.geheel_afgewezen:
            return
        self._nummers.add(bericht.declaratie.declaratie_nummer)
        begin = bericht.declaratie.declaratie_periode.begindatum
        self._latest = begin if self._latest is None else max(self._latest, begin)
        for bsn, prestatie in lines(bericht):
            referentie = prestatie.product_referentie.referentie_nummer
            regel = Regel(bsn, prestatie, outcome.staat(lijn_naam(bsn, prestatie)) if outcome else OPEN, bericht_id)
            # A line whose number was used before is rejected (TR314): the one that was judged first keeps the number.
            earlier = self._regels.get(referentie)
            if earlier is None or (earlier.staat == AFGEWEZEN and regel.staat != AFGEWEZEN):
                self._regels[referentie] = regel
                self._by_number[prestatie.toewijzing_nummer][referentie] = None
                self._by_client[bsn][referentie] = None
            vorig = prestatie.product_referentie.vorig_referentie_nummer
            if vorig in self._regels and not is_debet(prestatie) and regel.staat != AFGEWEZEN:
                self._regels[vorig] = msgspec.structs.replace(self._regels[vorig], gecrediteerd=True)


def _debets(regels: list[Regel]) -> dict[LijnSleutel, str]:
    return {
        lijn_sleutel(regel.prestatie): regel.prestatie.product_referentie.referentie_nummer for regel in regels if regel.staand
    }


def _name(bericht: m323.Bericht) -> tuple[str, date]:
    own = bericht.header.bericht_identificatie
    return own.identificatie, own.dagtekening
