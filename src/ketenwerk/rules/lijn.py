"""A line of a claim beside its assignment, the lines before it, and what was agreed: what the rules on a line ask.

Lines are judged one after another, for a line counts only when nothing is wrong with it: credits before debits (OP366), and else
in the order of the message (C-48). `Lopend` is what has been granted so far.
"""

from collections.abc import Iterator
from typing import Final

from ketenwerk.claims.omvang import Omvang
from ketenwerk.claims.volume import mag_als
from ketenwerk.ledger.declaraties import Grondslag, Regel, Som, is_debet, lijn_sleutel, product_sleutel
from ketenwerk.ledger.known import Afspraak, Known
from ketenwerk.standard import m323
from ketenwerk.standard.types import Wet

from .soort import Soort, Soorten

NIETS: Final = Som()


class Lopend:
    """What stands while a claim is judged: what stood before it, and of it what was granted so far.

    Most assignments are asked for once in a claim. So a line that is granted is only put aside, and added to what stands on its
    assignment when another line asks for that.
    """

    __slots__ = (
        "_bezet", "_debetten", "_opzij", "_sommen", "gecrediteerd", "producten", "referenties", "soorten", "stand",
        "wet",
    )  # fmt: skip

    def __init__(self, known: Known, wet: Wet, declaratie: m323.Declaratie) -> None:
        self.soorten = Soorten(known, declaratie.declaratie_periode)
        self.wet = wet
        self.stand = known.declaraties
        self.referenties = set(self.stand.referenties)
        self.producten = dict(self.stand.producten)
        self.gecrediteerd = {name for name, regel in self.stand.vorige.items() if regel.gecrediteerd}
        self._opzij: dict[int, list[m323.Prestatie]] = {}
        self._debetten = dict(self.stand.debetten)
        self._bezet = {sleutel.toewijzing_nummer for sleutel in self._debetten}
        self._sommen = dict(self.stand.sommen)

    def grant(self, lijn: "Lijn") -> None:
        """Lets a line count that nothing is wrong with."""
        prestatie = lijn.prestatie
        self._opzij.setdefault(prestatie.toewijzing_nummer, []).append(prestatie)
        if not lijn.debet:
            vorig = prestatie.product_referentie.vorig_referentie_nummer
            assert vorig is not None
            self.gecrediteerd.add(vorig)
        if lijn.soort.helften:  # only these ask what stands on one product
            sleutel = product_sleutel(prestatie)
            self.producten[sleutel] = self.producten.get(sleutel, NIETS).plus(prestatie, 1 if lijn.debet else -1)

    def som(self, nummer: int) -> Som:
        """What stands on an assignment already."""
        self._add(nummer)
        return self._sommen.get(nummer, NIETS)

    def debet_op(self, prestatie: m323.Prestatie) -> str | None:
        """The ReferentieNummer of the debit that stands for the same already (TR389)."""
        nummer = prestatie.toewijzing_nummer
        self._add(nummer)
        return self._debetten.get(lijn_sleutel(prestatie)) if nummer in self._bezet else None

    def _add(self, nummer: int) -> None:
        """Adds what was put aside to what stands on its assignment."""
        for prestatie in self._opzij.pop(nummer, ()):
            sleutel, debet = lijn_sleutel(prestatie), is_debet(prestatie)
            self._sommen[nummer] = self._sommen.get(nummer, NIETS).plus(prestatie, 1 if debet else -1)
            if debet:
                self._debetten[sleutel] = prestatie.product_referentie.referentie_nummer
                self._bezet.add(nummer)
            else:
                self._debetten.pop(sleutel, None)


class Lijn:
    """One line while it is judged. `grondslag` is None for a credit, which is judged only as the copy that it is (C-47).

    `omvang` sets its maxima: None without it, and for a unit that cannot be compared with it (TR341).
    `soort` is what it shares with other lines: what was agreed on its product.
    """

    __slots__ = ("bsn", "debet", "grondslag", "lopend", "omvang", "prestatie", "soort")

    def __init__(self, lopend: Lopend, bsn: str, prestatie: m323.Prestatie) -> None:
        self.lopend = lopend
        self.bsn = bsn
        self.prestatie = prestatie
        self.debet = debet = is_debet(prestatie)
        self.soort: Soort = lopend.soorten.van(prestatie, debet)
        self.grondslag: Grondslag | None = None
        self.omvang: Omvang | None = None
        if debet:
            grondslag = lopend.stand.grondslagen.get((bsn, prestatie.toewijzing_nummer))
            if grondslag is not None:
                self.grondslag, eenheid = grondslag, grondslag.eenheid
                if eenheid == prestatie.eenheid or (eenheid is not None and mag_als(eenheid, prestatie.eenheid)):
                    self.omvang = grondslag.omvang(lopend.wet)

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
        return self.lopend.som(self.prestatie.toewijzing_nummer)

    @property
    def som_product(self) -> Som:
        """What stands on its product on the assignment already."""
        return self.lopend.producten.get(product_sleutel(self.prestatie), NIETS)

    @property
    def afspraken(self) -> tuple[Afspraak, ...]:
        """What was agreed on its product, for its period."""
        return self.soort.afspraken


def in_order(bericht: m323.Bericht) -> Iterator[tuple[str, m323.Prestatie]]:
    """The lines in the order in which they are judged: all credits, then all debits."""
    for debet in (False, True):
        for client in bericht.declaratie.clienten:
            for prestatie in client.prestaties:
                if is_debet(prestatie) is debet:
                    yield client.bsn, prestatie
