"""Lines that were claimed before, and what became of them."""

from enum import StrEnum
from typing import Final, NamedTuple, Protocol

from ketenwerk.standard import m323
from ketenwerk.standard.codelists import codelist

CREDIT: Final = codelist("COD043").where("credit")


class Staat(StrEnum):
    """What became of a line: not answered yet, granted, or rejected. Wholly the one or wholly the other (E193)."""

    OPEN = "open"
    TOEGEKEND = "toegekend"
    AFGEWEZEN = "afgewezen"


class Ingediend(Protocol):
    """A claimed line. `staat` is a value of `Staat`; `gecrediteerd` says that a credit names it that was not rejected."""

    @property
    def bsn(self) -> str: ...
    @property
    def prestatie(self) -> m323.Prestatie: ...
    @property
    def staat(self) -> str: ...
    @property
    def gecrediteerd(self) -> bool: ...


class Sleutel(NamedTuple):
    """What has one debit line (E170, TR389): an assignment, a product, and a month by its year and number.

    The month and not the product period: when the assignment changes, its product period may, and the line is for the same.
    """

    bsn: str
    toewijzing_nummer: int
    categorie: str
    code: str
    maand: tuple[int, int]


def sleutel(bsn: str, prestatie: m323.Prestatie) -> Sleutel:
    """What a line stands for."""
    begin = prestatie.product_periode.begindatum
    product = prestatie.product_categorie, prestatie.product_code
    return Sleutel(bsn, prestatie.toewijzing_nummer, *product, (begin.year, begin.month))


def is_credit(prestatie: m323.Prestatie) -> bool:
    """Whether the line takes back another."""
    return prestatie.ingediend_bedrag.debet_credit in CREDIT


def referentie(prestatie: m323.Prestatie) -> str:
    return prestatie.product_referentie.referentie_nummer


def is_staand(regel: Ingediend) -> bool:
    """Whether the line is a debit that counts: not rejected and not credited."""
    return regel.staat != Staat.AFGEWEZEN and not regel.gecrediteerd and not is_credit(regel.prestatie)
