"""What lines of a claim share that ask for the same product in the same way: what was agreed on it, and what that says of them.

A claim has many lines and few kinds of them. A rule that takes a `soort` says the same of all its lines, so it is asked once for
each kind (`engine`). Such a rule looks at nothing of a line beside its kind.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from ketenwerk.claims.periode import Periode, maand
from ketenwerk.claims.volume import telbaar
from ketenwerk.ledger.known import Afspraak, Known
from ketenwerk.standard import m323
from ketenwerk.standard.basis import GeslotenPeriode

Afgesproken = dict[tuple[str, str], tuple[Afspraak, ...]]
"""What was agreed for a period, by category and code."""


class Soort:
    """A kind of line. `afspraken` is what was agreed on its product for its period.

    `per_stuk` is one of its unit, countable (`claims.volume.telbaar`). `tarieven` is worked out by `rules.tarief`, once.
    `gevonden` are the rules that find something in it, once they were asked (`engine`).
    """

    __slots__ = (
        "_agreed", "afspraken", "claim", "debet", "eenheid", "eerste_maand", "gevonden", "helften", "laatste_maand", "per_stuk",
        "periode", "product", "tarief", "tarieven",
    )  # fmt: skip

    def __init__(self, prestatie: m323.Prestatie, debet: bool, claim: GeslotenPeriode, agreed: Afgesproken) -> None:
        self.debet = debet
        self.claim = claim
        self.product = product = prestatie.product_categorie, prestatie.product_code
        self.eenheid = prestatie.eenheid
        self.tarief = prestatie.product_tarief
        self.periode = Periode(prestatie.product_periode.begindatum, prestatie.product_periode.einddatum)
        self.eerste_maand, self.laatste_maand = maand(self.periode.begin), maand(self.periode.eind)
        self.per_stuk = telbaar(1, self.eenheid)
        self._agreed = agreed
        self.afspraken = agreed.get(product, ())
        self.helften = any(afspraak.helften for afspraak in self.afspraken)
        self.tarieven: Any = None
        self.gevonden: Any = None

    @property
    def in_afspraken(self) -> bool:
        """Whether anything was agreed for the period, so that there is something to compare with."""
        return bool(self._agreed)

    @property
    def in_categorie(self) -> Iterator[Afspraak]:
        """What was agreed on any product of its category, for its period."""
        return (each for (categorie, _), rows in self._agreed.items() if categorie == self.product[0] for each in rows)

    @property
    def is_geprijsd(self) -> bool:
        """Whether anything was agreed on the product that gives a price at all: what is only registered has none."""
        return any(not afspraak.alleen_registratie for afspraak in self.afspraken)


class Soorten:
    """The kinds of line of one claim, each made when it is first met."""

    __slots__ = ("_afgesproken", "_claim", "_known", "_soorten")

    def __init__(self, known: Known, claim: GeslotenPeriode) -> None:
        self._known = known
        self._claim = claim
        self._afgesproken: dict[tuple[date, date], Afgesproken] = {}
        self._soorten: dict[tuple[object, ...], Soort] = {}

    def van(self, prestatie: m323.Prestatie, debet: bool) -> Soort:
        """The kind of a line."""
        periode = prestatie.product_periode
        key = (
            prestatie.product_categorie, prestatie.product_code, prestatie.eenheid, prestatie.product_tarief, periode.begindatum,
            periode.einddatum, debet,
        )  # fmt: skip
        found = self._soorten.get(key)
        if found is None:
            agreed = self._agreed(periode.begindatum, periode.einddatum)
            found = self._soorten[key] = Soort(prestatie, debet, self._claim, agreed)
        return found

    def _agreed(self, begin: date, eind: date) -> Afgesproken:
        """What was agreed for a product period; empty when no agreement is known for it.

        An agreement that changes within the period holds for part of it: both tariffs may be claimed.
        """
        found = self._afgesproken.get((begin, eind))
        if found is None:
            by_product: dict[tuple[str, str], list[Afspraak]] = {}
            for afspraak in self._rows(begin, eind):
                by_product.setdefault((afspraak.categorie, afspraak.code), []).append(afspraak)
            found = self._afgesproken[begin, eind] = {product: tuple(rows) for product, rows in by_product.items()}
        return found

    def _rows(self, begin: date, eind: date) -> Iterator[Afspraak]:
        afspraken = self._known.afspraken
        if afspraken is None:
            return
        first = afspraken.producten(*self._known.dossier.gesprek, begin)
        yield from first
        yield from (each for each in afspraken.producten(*self._known.dossier.gesprek, eind) if each not in first)
