"""Who occurs in the stories. All are invented; the BSNs are test numbers that pass the test by eleven.

The codes of the municipalities are those that the published examples of the standard use, because a code must exist to pass
later checks. What happens here says nothing about those municipalities. AGB codes with 98 belong to no care provider.
"""

from datetime import date

import msgspec

from ketenwerk.demo.kalender import Kalender
from ketenwerk.standard.basis import Achternaam, Geboortedatum, VerkorteNaam, VolledigeNaam
from ketenwerk.standard.types import Wet

FICTIEF = "(fictief)"

HOOGMEER = "0384"
VELDRIJK = "1916"
TERLINDE = "0363"

DE_OEVER = "98000101"
"""Youth care and crisis help."""
HET_GEMAAL = "98000202"
"""Support at home."""
ROL_EN_RIJ = "98000303"
"""Wheelchairs and other aids."""
HUISARTS = "98000404"

PARTIJEN: tuple[tuple[Wet, str], ...] = (
    ("jw", HOOGMEER),
    ("jw", DE_OEVER),
    ("wmo", VELDRIJK),
    ("wmo", HET_GEMAAL),
    ("wmo", ROL_EN_RIJ),
)
"""The parties of the region, each under the law under which it occurs."""


class Persoon(msgspec.Struct, frozen=True, gc=False):
    """A client. The age is that at the end of the year in which the story is told."""

    bsn: str
    voornaam: str
    achternaam: str
    leeftijd: int
    geboren: tuple[int, int]
    geslacht: str
    voorvoegsel: str | None = None

    def geboortedatum(self, dagen: Kalender) -> Geboortedatum:
        return Geboortedatum(datum=self.geboortedag(dagen))

    def geboortedag(self, dagen: Kalender) -> date:
        return dagen.jaren_geleden(self.leeftijd, *self.geboren)

    def geslachtsnaam(self) -> Achternaam:
        return Achternaam(achternaam=f"{self.achternaam} {FICTIEF}", voorvoegsel=self.voorvoegsel)

    def naam(self) -> VolledigeNaam:
        return VolledigeNaam(
            geslachtsnaam=self.geslachtsnaam(), voornamen=self.voornaam, voorletters=self.letter, naam_gebruik="1"
        )

    def korte_naam(self) -> VerkorteNaam:
        return VerkorteNaam(geslachtsnaam=self.geslachtsnaam(), voornamen=self.voornaam, voorletters=self.letter)

    @property
    def letter(self) -> str:
        return self.voornaam[0]


MILA = Persoon("999990019", "Mila", "Elzenbeek", 11, (3, 14), "2")
SEM = Persoon("999990111", "Sem", "Lisbeek", 15, (8, 2), "1", "van der")
YARA = Persoon("999990202", "Yara", "Wilgenbeek", 9, (11, 30), "2")
BRAM = Persoon("999990305", "Bram", "Rietveldbeek", 16, (1, 9), "1")
NOUR = Persoon("999990408", "Nour", "Kromme Beek", 13, (6, 21), "0")
TEUN = Persoon("999990500", "Teun", "Molenbeek", 7, (2, 27), "1")
GREET = Persoon("999990603", "Greet", "Zandbeek", 78, (5, 4), "2")
HENK = Persoon("999990640", "Henk", "Veenbeek", 66, (9, 17), "1", "ter")
AMINA = Persoon("999991103", "Amina", "Dwarsbeek", 52, (12, 12), "2")
JOOP = Persoon("999991206", "Joop", "Eendenbeek", 83, (4, 25), "1")
LOTTE = Persoon("999992004", "Lotte", "Steenbeek", 12, (7, 5), "2")
DAAN = Persoon("999992806", "Daan", "Zijbeek", 8, (10, 18), "1")
FENNA = Persoon("999995200", "Fenna", "Hoogbeek", 10, (5, 22), "2")
RAVI = Persoon("999996009", "Ravi", "Sluisbeek", 14, (3, 3), "1")
COR = Persoon("999993604", "Cor", "Grensbeek", 71, (1, 30), "1", "van")
WIL = Persoon("999994402", "Wil", "Vaartbeek", 69, (11, 8), "2")
ANS = Persoon("999996800", "Ans", "Bermbeek", 74, (6, 12), "2")
PIET = Persoon("999997609", "Piet", "Wierbeek", 80, (8, 27), "1")
ROSA = Persoon("999998407", "Rosa", "Oeverbeek", 58, (4, 16), "2")

IEDEREEN = (
    *(MILA, SEM, YARA, BRAM, NOUR, TEUN, LOTTE, DAAN, FENNA, RAVI),
    *(GREET, HENK, AMINA, JOOP, COR, WIL, ANS, PIET, ROSA),
)
