"""Lines to be claimed, before they have a number: a debit, a credit, or both in one act."""

from typing import Final, NamedTuple

import msgspec

from ketenwerk.standard import m323
from ketenwerk.standard.basis import BedragMetDC, GeslotenPeriode, Referentie
from ketenwerk.standard.codelists import codelist

from .ingediend import Sleutel, is_credit, referentie
from .levering import Levering
from .periode import Periode

CREDIT: Final = min(codelist("COD043").where("credit"))
DEBET: Final = next(code for code in codelist("COD043").codes if code != CREDIT)


class Lijn(msgspec.Struct, frozen=True, kw_only=True):
    """One line to be claimed. `volume` in `eenheid`; `tarief` in eurocents per unit, None for money; `bedrag` in eurocents.

    `vorig` is the ReferentieNummer of the line that this one takes back, None for a debit. `leveringen` are what it claims.
    """

    bsn: str
    toewijzing_nummer: int
    categorie: str
    code: str
    periode: Periode
    volume: int
    eenheid: str
    tarief: int | None
    bedrag: int
    vorig: str | None = None
    leveringen: tuple[Levering, ...] = ()

    @property
    def sleutel(self) -> Sleutel:
        begin = self.periode.begin
        return Sleutel(self.bsn, self.toewijzing_nummer, self.categorie, self.code, (begin.year, begin.month))

    @property
    def signed(self) -> int:
        """The amount as it counts in a total (TR358)."""
        return -self.bedrag if self.is_credit else self.bedrag

    @property
    def is_credit(self) -> bool:
        return self.vorig is not None

    def prestatie(self, nummer: str) -> m323.Prestatie:
        """The line of the message under that ReferentieNummer."""
        return m323.Prestatie(
            product_referentie=Referentie(referentie_nummer=nummer, vorig_referentie_nummer=self.vorig),
            toewijzing_nummer=self.toewijzing_nummer,
            product_categorie=self.categorie,
            product_code=self.code,
            product_periode=GeslotenPeriode(begindatum=self.periode.begin, einddatum=self.periode.eind),
            geleverd_volume=self.volume,
            eenheid=self.eenheid,
            product_tarief=self.tarief,
            ingediend_bedrag=BedragMetDC(bedrag=self.bedrag, debet_credit=CREDIT if self.is_credit else DEBET),
        )


class Handeling(NamedTuple):
    """What is done together and in one message: a credit, a debit, or a credit and the debit in its place (IV086)."""

    credit: Lijn | None
    debet: Lijn | None

    @property
    def lijnen(self) -> tuple[Lijn, ...]:
        """Its lines, the credit first (OP366)."""
        return tuple(lijn for lijn in self if lijn is not None)


def lijn_van(bsn: str, prestatie: m323.Prestatie) -> Lijn:
    """The same line to be claimed once more."""
    periode = prestatie.product_periode
    return Lijn(
        bsn=bsn,
        toewijzing_nummer=prestatie.toewijzing_nummer,
        categorie=prestatie.product_categorie,
        code=prestatie.product_code,
        periode=Periode(periode.begindatum, periode.einddatum),
        volume=prestatie.geleverd_volume,
        eenheid=prestatie.eenheid,
        tarief=prestatie.product_tarief,
        bedrag=prestatie.ingediend_bedrag.bedrag,
        vorig=prestatie.product_referentie.vorig_referentie_nummer if is_credit(prestatie) else None,
    )


def credit_van(bsn: str, prestatie: m323.Prestatie) -> Lijn:
    """The exact copy that takes a debit back (IV091)."""
    return msgspec.structs.replace(lijn_van(bsn, prestatie), vorig=referentie(prestatie))
