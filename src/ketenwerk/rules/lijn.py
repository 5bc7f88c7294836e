"""A line of a claim beside its assignment, the lines before it, and what was agreed: what the rules on a line ask.

Lines are judged one after another, for a line counts only when nothing is wrong with it: credits before debits (OP366), and else
in the order of the message (C-48). `Lopend` is what has been granted so far.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from ketenwerk.ledger.declaraties import Grondslag, Regel, Som, is_debet, lijn_sleutel, product_sleutel
from ketenwerk.ledger.known import Afspraak, Known
from ketenwerk.standard import m323
from ketenwerk.standard.types import Wet

NIETS: Final = Som()


class Lopend:
    """What stands while a claim is judged: what stood before it, and of it what was granted so far."""

    __slots__ = (
        "_afgesproken", "_known", "bijzonder", "debetten", "gecrediteerd", "per_product", "periode", "producten", "referenties",
        "sommen", "stand", "wet",
    )  # fmt: skip

    def __init__(self, known: Known, wet: Wet, declaratie: m323.Declaratie) -> None:
        self._known = known
        self._afgesproken: dict[tuple[date, date], dict[tuple[str, str], list[Afspraak]]] = {}
        self.per_product: dict[tuple[int, str], Any] = {}
        """What follows from the agreements on a product in a period for a unit, worked out once (`rules.tarief`)."""
        self.bijzonder = False
        """Whether any agreement that was looked at says something that only some do (LOK010 to LOK013)."""
        self.wet = wet
        self.periode = declaratie.declaratie_periode
        self.stand = known.declaraties
        self.referenties = set(self.stand.referenties)
        self.debetten = dict(self.stand.debetten)
        self.sommen = dict(self.stand.sommen)
        self.producten = dict(self.stand.producten)
        self.gecrediteerd = {name for name, regel in self.stand.vorige.items() if regel.gecrediteerd}

    def grant(self, lijn: "Lijn") -> None:
        """Lets a line count that nothing is wrong with."""
        prestatie = lijn.prestatie
        if lijn.debet:
            self.debetten[lijn.sleutel] = prestatie.product_referentie.referentie_nummer
            self._add(lijn, 1)
            return
        vorig = prestatie.product_referentie.vorig_referentie_nummer
        assert vorig is not None
        self.gecrediteerd.add(vorig)
        self.debetten.pop(lijn.sleutel, None)
        self._add(lijn, -1)

    def afgesproken(self, begin: date, eind: date) -> dict[tuple[str, str], list[Afspraak]]:
        """What was agreed for a product period, by category and code; empty when no agreement is known for it.

        An agreement that changes within the period holds for part of it: both tariffs may be claimed.
        """
        found = self._afgesproken.get((begin, eind))
        if found is None:
            found = self._afgesproken[begin, eind] = {}
            for afspraak in self._agreed(begin, eind):
                found.setdefault((afspraak.categorie, afspraak.code), []).append(afspraak)
                self.bijzonder = self.bijzonder or is_bijzonder(afspraak)
        return found

    def _agreed(self, begin: date, eind: date) -> Iterator[Afspraak]:
        afspraken = self._known.afspraken
        if afspraken is None:
            return
        first = afspraken.producten(*self._known.dossier.gesprek, begin)
        yield from first
        yield from (each for each in afspraken.producten(*self._known.dossier.gesprek, eind) if each not in first)

    def _add(self, lijn: "Lijn", sign: int) -> None:
        prestatie = lijn.prestatie
        nummer = prestatie.toewijzing_nummer
        self.sommen[nummer] = self.sommen.get(nummer, NIETS).plus(prestatie, sign)
        if any(afspraak.helften for afspraak in lijn.afspraken):  # only these ask what stands on one product
            sleutel = product_sleutel(prestatie)
            self.producten[sleutel] = self.producten.get(sleutel, NIETS).plus(prestatie, sign)


def is_bijzonder(afspraak: Afspraak) -> bool:
    """Whether an agreement says something about claims that only some do."""
    return bool(afspraak.alleen_registratie or afspraak.maximum_tarief or afspraak.helften)


class Lijn:
    """One line while it is judged. `grondslag` is None for a credit, which is judged only as the copy that it is (C-47)."""

    __slots__ = ("_afgesproken", "bsn", "debet", "grondslag", "lopend", "omvang", "prestatie", "sleutel")

    def __init__(self, lopend: Lopend, bsn: str, prestatie: m323.Prestatie) -> None:
        self.lopend = lopend
        self.bsn = bsn
        self.prestatie = prestatie
        self.debet = is_debet(prestatie)
        self.sleutel = lijn_sleutel(prestatie)
        self._afgesproken = lopend.afgesproken(prestatie.product_periode.begindatum, prestatie.product_periode.einddatum)
        self.grondslag: Grondslag | None = (
            lopend.stand.grondslagen.get((bsn, prestatie.toewijzing_nummer)) if self.debet else None
        )
        self.omvang = self.grondslag.omvang(lopend.wet) if self.grondslag is not None else None

    @property
    def wet(self) -> Wet:
        return self.lopend.wet

    @property
    def vorige(self) -> Regel | None:
        """The line that a credit names."""
        vorig = self.prestatie.product_referentie.vorig_referentie_nummer
        return self.lopend.stand.vorige.get(vorig) if vorig else None

    @property
    def som(self) -> Som:
        """What stands on the assignment already."""
        return self.lopend.sommen.get(self.prestatie.toewijzing_nummer, NIETS)

    @property
    def som_product(self) -> Som:
        """What stands on its product on the assignment already."""
        return self.lopend.producten.get(product_sleutel(self.prestatie), NIETS)

    @property
    def in_afspraken(self) -> bool:
        """Whether anything was agreed for this period, so that there is something to compare with."""
        return bool(self._afgesproken)

    @property
    def afspraken(self) -> Sequence[Afspraak]:
        """What was agreed on its product, for its period."""
        agreed = self._afgesproken
        return agreed.get((self.prestatie.product_categorie, self.prestatie.product_code), ()) if agreed else ()

    @property
    def afspraken_in_categorie(self) -> Iterator[Afspraak]:
        """What was agreed on any product of its category, for its period."""
        own = self.prestatie.product_categorie
        return (row for (categorie, _), rows in self._afgesproken.items() if categorie == own for row in rows)


def in_order(bericht: m323.Bericht) -> Iterator[tuple[str, m323.Prestatie]]:
    """The lines in the order in which they are judged: all credits, then all debits."""
    for debet in (False, True):
        for client in bericht.declaratie.clienten:
            for prestatie in client.prestaties:
                if is_debet(prestatie) is debet:
                    yield client.bsn, prestatie
