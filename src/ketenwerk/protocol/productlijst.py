"""Product lists: the codes that a region, a municipality or the whole country uses, in versions that follow each other (E021).

A version holds from its first day until the next version begins; inside it each row has its own validity.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, Literal, TypeAlias

import msgspec

from ketenwerk.standard.types import Wet

from .afspraken import CATEGORIEEN, EENHEDEN, Variant
from .bezwaar import Bezwaar
from .periode import clashes, holds, is_reversed

Domein: TypeAlias = Literal["jeugd", "wmo", "mobw"]
DOMEINEN: Final[tuple[Domein, ...]] = ("jeugd", "wmo", "mobw")
DOMEINNAAM: Final[dict[Domein, str]] = {"jeugd": "Jeugd", "wmo": "Wmo", "mobw": "MO/BW"}


class Productregel(msgspec.Struct, frozen=True, kw_only=True):
    """One product of a list, from `van` to `tot` (both included; None: as long as the version holds).

    `tarief` in eurocents per `eenheid`, where the list sets one for everybody. `vorm` is the form of help in the region's words,
    `zwaarte` its place from light to heavy among products of that form (E070). `domeinen` names the domains in which the
    product may be used, none when the list does not say.
    """

    categorie: str
    code: str
    omschrijving: str
    eenheid: str | None = None
    variant: Variant | None = None
    tarief: int | None = None
    vorm: str | None = None
    zwaarte: int | None = None
    domeinen: tuple[Domein, ...] = ()
    van: date | None = None
    tot: date | None = None

    @property
    def product(self) -> tuple[str, str]:
        return self.categorie, self.code

    @property
    def is_integraal(self) -> bool:
        """Whether it may be used in more than one domain (E302)."""
        return len(self.domeinen) > 1

    def may_serve(self, domein: Domein) -> Bezwaar | None:
        """None when it may be used in that domain, or the list names no domains; else why not."""
        if not self.domeinen or domein in self.domeinen:
            return None
        return Bezwaar("code", f"Product {self.code} is geweigerd: product niet voor domein {DOMEINNAAM[domein]}.")


class Versie(msgspec.Struct, frozen=True, kw_only=True):
    """One version of a list; `tot` None: until the next version begins."""

    naam: str
    van: date
    tot: date | None = None
    regels: tuple[Productregel, ...]

    def producten(self, on: date) -> tuple[Productregel, ...]:
        """The rows that hold on that day; none on a day that is not of this version."""
        return tuple(regel for regel in self.regels if holds(regel, on)) if holds(self, on) else ()


class Productlijst(msgspec.Struct, frozen=True, kw_only=True):
    """A list under one law; `gemeenten` are those that use it, none when it is the national one."""

    naam: str
    wet: Wet
    gemeenten: tuple[str, ...] = ()
    versies: tuple[Versie, ...]

    @property
    def laatste(self) -> Versie | None:
        """The version that begins last: the one to publish."""
        return max(self.versies, key=lambda versie: versie.van, default=None)

    def versie(self, on: date) -> Versie | None:
        """The version that holds on that day: of those that have begun the last one, unless it has ended."""
        begun = [versie for versie in self.versies if versie.van <= on]
        last = max(begun, key=lambda versie: versie.van, default=None)
        return last if last is not None and holds(last, on) else None

    def producten(self, on: date) -> tuple[Productregel, ...]:
        """The products that may be used on that day."""
        versie = self.versie(on)
        return versie.producten(on) if versie else ()

    def product(self, code: str, on: date, categorie: str | None = None) -> tuple[Productregel, ...]:
        """The rows of one code on that day, in one category or in any: one per unit, usually one."""
        return tuple(regel for regel in self.producten(on) if regel.code == code and categorie in (None, regel.categorie))


def chosen(lijsten: Iterable[Productlijst], wet: Wet, gemeente: str) -> Productlijst | None:
    """The list that a municipality uses under a law: its own or its region's, else the national one."""
    fitting = [lijst for lijst in lijsten if lijst.wet == wet and (gemeente in lijst.gemeenten or not lijst.gemeenten)]
    return max(fitting, key=lambda lijst: bool(lijst.gemeenten), default=None)


class Gewijzigd(msgspec.Struct, frozen=True):
    """A product that two versions describe differently, with its rows in both."""

    product: tuple[str, str]
    oud: tuple[Productregel, ...]
    nieuw: tuple[Productregel, ...]


class Verschil(msgspec.Struct, frozen=True):
    """What another version brings, takes away and changes. The order of rows is no difference."""

    nieuw: tuple[Productregel, ...]
    vervallen: tuple[Productregel, ...]
    gewijzigd: tuple[Gewijzigd, ...]

    def __bool__(self) -> bool:
        return bool(self.nieuw or self.vervallen or self.gewijzigd)


def difference(oud: Versie, nieuw: Versie) -> Verschil:
    """From one version to another, product (categorie, code) by product."""
    before, after = _by_product(oud), _by_product(nieuw)
    return Verschil(
        nieuw=tuple(regel for product, rows in after.items() if product not in before for regel in rows),
        vervallen=tuple(regel for product, rows in before.items() if product not in after for regel in rows),
        gewijzigd=tuple(
            Gewijzigd(product, rows, after[product])
            for product, rows in before.items()
            if product in after and set(rows) != set(after[product])
        ),
    )


def _by_product(versie: Versie) -> dict[tuple[str, str], tuple[Productregel, ...]]:
    found: dict[tuple[str, str], tuple[Productregel, ...]] = {}
    for regel in versie.regels:
        found[regel.product] = (*found.get(regel.product, ()), regel)
    return found


def objections(lijst: Productlijst) -> Iterator[Bezwaar]:
    """What is wrong with a list: its versions, and the rows of each."""
    refused = "Deze lijst wordt niet bewaard:"
    if not lijst.versies:
        yield Bezwaar("versie", f"{refused} zij heeft geen versies.")
    for first, second in clashes(lijst.versies, lambda versie: versie.van):
        yield Bezwaar("versie_van", f"{refused} de versies {first.naam} en {second.naam} beginnen op dezelfde dag.")
    names = [versie.naam for versie in lijst.versies]
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        yield Bezwaar("versie", f"{refused} versie {name} komt er twee keer in voor.")
    for versie in lijst.versies:
        yield from _version(lijst.wet, versie)


def _version(wet: Wet, versie: Versie) -> Iterator[Bezwaar]:
    plaats = f"versie {versie.naam}"
    if is_reversed(versie):
        yield Bezwaar("versie_tot", "Deze versie geldt nooit: zij eindigt voor zij begint.", plaats=plaats)
    if not versie.regels:
        yield Bezwaar("code", "Deze versie wordt niet bewaard: zij heeft geen producten.", plaats=plaats)
    for regel in versie.regels:
        yield from _row(wet, regel, plaats)
    for first, _ in clashes(versie.regels, lambda regel: (*regel.product, regel.eenheid)):
        tekst = f"Deze versie wordt niet bewaard: {first.categorie} {first.code} staat er twee keer voor dezelfde dag."
        yield Bezwaar("code", tekst, plaats=plaats)


def _row(wet: Wet, regel: Productregel, plaats: str) -> Iterator[Bezwaar]:
    refused = f"Product {regel.code} wordt niet bewaard:"
    if not CATEGORIEEN[wet].is_known(regel.categorie):
        yield Bezwaar("categorie", f"{refused} categorie {regel.categorie} bestaat niet voor {wet}.", plaats=plaats)
    if regel.eenheid is not None and regel.eenheid not in EENHEDEN.rows:
        yield Bezwaar("eenheid", f"{refused} eenheid {regel.eenheid} bestaat niet.", plaats=plaats)
    if regel.tarief is not None and regel.eenheid is None:
        yield Bezwaar("eenheid", f"{refused} het heeft een tarief, maar geen eenheid.", plaats=plaats)
    if is_reversed(regel):
        yield Bezwaar("tot", f"{refused} het eindigt voor het begint.", plaats=plaats)
