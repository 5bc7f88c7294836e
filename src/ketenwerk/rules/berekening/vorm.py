"""What a calculation holds. `msgspec.json.encode` makes JSON of it with these names; docs/berekening.md is its page.

Amounts and tariffs in eurocents; dates inclusive; a volume of unit 83 is in eurocents as well.
"""

from datetime import date
from typing import Literal

import msgspec

Herkomst = Literal["maand", "toewijzing"]
Staat = Literal["toegekend", "afgewezen", "niet beoordeeld"]


class Week(msgspec.Struct, frozen=True):
    """An ISO week. `jaar` is the year that the week belongs to, which around New Year is not always that of its days."""

    jaar: int
    nummer: int


class Toewijzingdeel(msgspec.Struct, frozen=True, kw_only=True):
    """The assignment as it stood: `volume` in `eenheid` per `frequentie`, or `budget`; None for what it leaves open."""

    nummer: int
    categorie: str | None
    code: str | None
    ingangsdatum: date
    einddatum: date | None
    volume: int | None
    eenheid: str | None
    frequentie: str | None
    budget: int | None


class Periodedeel(msgspec.Struct, frozen=True, kw_only=True):
    """The ProductPeriode that was claimed, and the right one of that month with what set its ends (IV089).

    `juist_begin` and `juist_eind` are None where the assignment does not hold in that month.
    """

    begin: date
    eind: date
    juist_begin: date | None
    juist_eind: date | None
    begin_door: Herkomst
    eind_door: Herkomst


class Grensdeel(msgspec.Struct, frozen=True, kw_only=True):
    """A most, how it was counted, and how the line fits in it.

    `maximum` is `aantal` times `per` in `eenheid`, the unit of the assignment, over `begin` to `eind`. `telling` says what was
    counted: dagen, weken, zes weken, zondagen, maand, maanden or totaal. `weken` or `zondagen` lists them; `erbij` of `aantal`
    is the broken last week, which ends on `gebroken_tot` and has no Sunday of its own.

    `hoogstens`, `gebruikt`, `rest`, `gevraagd` and `te_veel` are in `teleenheid`: minutes where hours and minutes meet.
    """

    telling: str
    aantal: int
    erbij: int
    weken: tuple[Week, ...]
    zondagen: tuple[date, ...]
    gebroken_tot: date | None
    begin: date
    eind: date | None
    per: int
    eenheid: str
    maximum: int
    teleenheid: str
    hoogstens: int
    gebruikt: int
    rest: int
    gevraagd: int
    te_veel: int


class EerdereRegel(msgspec.Struct, frozen=True, kw_only=True):
    """A line that stood on the assignment. `bericht` is the id of its claim in the archive, "" for this claim itself."""

    referentie: str
    bericht: str
    begin: date
    eind: date
    volume: int
    eenheid: str
    bedrag: int
    staat: str


class Gebruik(msgspec.Struct, frozen=True, kw_only=True):
    """What stood on the assignment before this line, oldest period first.

    `bedrag` is all of it; `onbekend_bedrag` is what the lines named here do not explain, because they were not all given.
    """

    bedrag: int
    onbekend_bedrag: int
    regels: tuple[EerdereRegel, ...]


class Budgetdeel(msgspec.Struct, frozen=True, kw_only=True):
    """The Budget of the assignment, and how the line fits in what is left of it (TR369)."""

    budget: int
    gebruikt: int
    rest: int
    gevraagd: int
    te_veel: int


class Afspraakdeel(msgspec.Struct, frozen=True, kw_only=True):
    """An agreement that prices the line: `tarief` per `eenheid`, from `van` to `tot` (None: open).

    `regeltarief` is the ProductTarief that follows. `per_uur`: minutes at an hour tariff. `hoogstens`: it is a most.
    `helft`: it is half of what was agreed. `uit_categorie`: it is the highest of the category.
    """

    eenheid: str
    tarief: int
    van: date
    tot: date | None
    regeltarief: int
    per_uur: bool
    hoogstens: bool
    helft: bool
    uit_categorie: bool


class Tariefdeel(msgspec.Struct, frozen=True, kw_only=True):
    """The tariff that was asked beside what was agreed. `klopt` is None where nothing was agreed to compare with."""

    gevraagd: int | None
    klopt: bool | None
    alleen_registratie: bool
    afspraken: tuple[Afspraakdeel, ...]


class Bedragdeel(msgspec.Struct, frozen=True, kw_only=True):
    """How the amount was counted: `berekend` is `teller` divided by `noemer`, rounded once, half up (IV081).

    `uurtarief` is None unless minutes were counted at a known hour tariff. `verwacht` holds each amount that is right: also one
    that an unknown hour tariff explains.
    """

    volume: int
    eenheid: str
    tarief: int | None
    uurtarief: int | None
    teller: int
    noemer: int
    berekend: int
    verwacht: tuple[int, ...]
    gevraagd: int
    klopt: bool


class Bevinding(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule found. A `signaal` rejects nothing; `code` is the return code of the 325, None without one."""

    regel: str
    code: str | None
    gevonden: str | None
    verwacht: str | None
    signaal: bool


class Uitkomst(msgspec.Struct, frozen=True, kw_only=True):
    staat: Staat
    bevindingen: tuple[Bevinding, ...]


class Berekening(msgspec.Struct, frozen=True, kw_only=True):
    """One line. It names no client. A credit copies what it takes back, `vorig`, and has no calculation of its own (C-47)."""

    referentie: str
    debet: bool
    vorig: str | None
    toewijzing_nummer: int
    categorie: str
    code: str
    toewijzing: Toewijzingdeel | None
    periode: Periodedeel | None
    in_periode: Grensdeel | None
    in_totaal: Grensdeel | None
    gebruik: Gebruik | None
    budget: Budgetdeel | None
    tarief: Tariefdeel | None
    bedrag: Bedragdeel | None
    uitkomst: Uitkomst
