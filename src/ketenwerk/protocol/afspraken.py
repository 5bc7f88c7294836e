"""Which products municipalities and providers agreed on, at which tariff, from when until when.

The rules that need agreements ask `Afspraken`, which answers from an index. What a provider agreed on for itself goes before
what holds for every provider, product by product.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, Literal, TypeAlias

import msgspec

from ketenwerk.standard.codelists import codelist
from ketenwerk.standard.types import Wet

from . import bijzonder
from .bezwaar import Bezwaar
from .periode import begins, clashes, holds, is_reversed

Variant: TypeAlias = Literal["inspanning", "output", "taak"]
VARIANTEN: Final[tuple[Variant, ...]] = ("inspanning", "output", "taak")

EENHEDEN: Final = codelist("WJ756")
GELD: Final = EENHEDEN.where("geld")
"""Units that are money themselves, so that they have no tariff."""
CATEGORIEEN: Final = {"jw": codelist("JZ020"), "wmo": codelist("WMO020")}


class Afspraak(msgspec.Struct, frozen=True, kw_only=True):
    """One product that a municipality agreed on with one provider, or with every provider (`aanbieder` None).

    `tarief` is in eurocents per `eenheid`; None where the unit is money, or where a task is paid as a whole. Holds from `van` to
    `tot`, both included; `tot` None is open.

    What only some parties agree on stands in attributes that are off unless a file fills them:
    `alleen_registratie`: delivered and reported, never claimed (E218).
    `maximum_tarief`: any tariff up to `tarief` may be claimed; without `tarief` up to the highest of the category (E223).
    `helften`: one arrangement, claimed in two equal pieces of half the `tarief`: after the start and after the stop (E200).
    `declarabele_afwezigheid`: so many units per month may be claimed while the client was absent; None: nothing agreed (E185).
    """

    wet: Wet
    gemeente: str
    aanbieder: str | None = None
    categorie: str
    code: str
    eenheid: str
    variant: Variant
    tarief: int | None = None
    van: date
    tot: date | None = None
    alleen_registratie: bool = False
    maximum_tarief: bool = False
    helften: bool = False
    declarabele_afwezigheid: int | None = None

    @property
    def per_client(self) -> bool:
        """Whether lines can be claimed on it: not on a task (E020), and not on what is only registered (E218)."""
        return self.variant != "taak" and not self.alleen_registratie

    @property
    def stuktarief(self) -> int | None:
        """What one claimed unit costs, in eurocents: half the tariff of an arrangement in two pieces, else the tariff."""
        return self.tarief // 2 if self.helften and self.tarief is not None else self.tarief

    @property
    def product(self) -> tuple[str, str]:
        return self.categorie, self.code


class Afspraken:
    """Agreements with a fast way to those of one conversation. Immutable; equal when they hold the same in the same order.

    Nothing is refused here: `objections` and `overlaps` say what is wrong before agreements are kept. Where rows overlap all the
    same, the one that began last goes first.
    """

    __slots__ = ("_by_parties", "_by_product", "regels")

    def __init__(self, regels: Iterable[Afspraak]) -> None:
        self.regels = tuple(regels)
        self._by_parties: dict[tuple[Wet, str, str | None], list[Afspraak]] = {}
        self._by_product: dict[tuple[Wet, str, str | None, str, str], list[Afspraak]] = {}
        for regel in sorted(self.regels, key=begins, reverse=True):
            parties = regel.wet, regel.gemeente, regel.aanbieder
            self._by_parties.setdefault(parties, []).append(regel)
            self._by_product.setdefault((*parties, *regel.product), []).append(regel)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Afspraken) and self.regels == other.regels

    def __hash__(self) -> int:
        return hash(self.regels)

    def __repr__(self) -> str:
        return f"Afspraken({len(self.regels)} regels)"

    def producten(self, wet: Wet, gemeente: str, aanbieder: str, on: date) -> tuple[Afspraak, ...]:
        """What holds between these two on that day, newest first; empty when no agreement is known."""
        own = [regel for regel in self._by_parties.get((wet, gemeente, aanbieder), ()) if holds(regel, on)]
        replaced = {regel.product for regel in own}
        general = self._by_parties.get((wet, gemeente, None), ())
        return (*own, *(regel for regel in general if regel.product not in replaced and holds(regel, on)))

    def product(self, wet: Wet, gemeente: str, aanbieder: str, product: tuple[str, str], on: date) -> tuple[Afspraak, ...]:
        """What holds for one product (categorie, code) on that day: one row per unit that was agreed."""
        for party in (aanbieder, None):
            rows = self._by_product.get((wet, gemeente, party, *product), ())
            if found := tuple(regel for regel in rows if holds(regel, on)):
                return found
        return ()

    def tarief(self, wet: Wet, gemeente: str, aanbieder: str, product: tuple[str, str], eenheid: str, on: date) -> int | None:
        """The agreed tariff in eurocents for that unit; None when none was agreed, or the unit has none."""
        rows = self.product(wet, gemeente, aanbieder, product, on)
        return next((regel.tarief for regel in rows if regel.eenheid == eenheid), None)


def objections(regel: Afspraak, plaats: str = "") -> Iterator[Bezwaar]:
    """What is wrong with the content of one agreement whose fields have the right form."""
    refused = "Deze afspraak wordt niet bewaard:"
    if not CATEGORIEEN[regel.wet].is_known(regel.categorie):
        yield Bezwaar("categorie", f"{refused} categorie {regel.categorie} bestaat niet voor {regel.wet}.", plaats=plaats)
    if regel.eenheid not in EENHEDEN.rows:
        yield Bezwaar("eenheid", f"{refused} eenheid {regel.eenheid} bestaat niet.", plaats=plaats)
    else:
        yield from _unit(regel, plaats)
        yield from bijzonder.objections(regel, plaats)
    if is_reversed(regel):
        yield Bezwaar("tot", f"{refused} zij eindigt op {regel.tot}, voor zij begint op {regel.van}.", plaats=plaats)


def _unit(regel: Afspraak, plaats: str) -> Iterator[Bezwaar]:
    refused = "Deze afspraak wordt niet bewaard:"
    eenheid = EENHEDEN.row(regel.eenheid)
    if regel.variant != "taak" and eenheid.attribute("variant") != regel.variant:
        fitting = ", ".join(row.code for row in EENHEDEN.rows.values() if row.attribute("variant") == regel.variant)
        tekst = f"{refused} eenheid {regel.eenheid} past niet bij {regel.variant}. Kies uit: {fitting}."
        yield Bezwaar("eenheid", tekst, plaats=plaats)
    if regel.eenheid in GELD and regel.tarief is not None:
        yield Bezwaar("tarief", f"{refused} bij euro's (eenheid {regel.eenheid}) hoort geen tarief.", plaats=plaats)
    if regel.eenheid not in GELD and regel.per_client and not regel.maximum_tarief and regel.tarief is None:
        yield Bezwaar("tarief", f"{refused} het tarief ontbreekt. Vul het in, in hele eurocenten.", plaats=plaats)


def overlaps(regels: Iterable[tuple[str, Afspraak]]) -> Iterator[Bezwaar]:
    """Agreements, each with its place, that hold on the same day for the same parties, product and unit."""
    for first, second in clashes((_Geplaatst(plaats, regel) for plaats, regel in regels), _Geplaatst.subject):
        regel = second.regel
        until = f"tot en met {first.tot}" if first.tot else "zonder einddatum"
        beside = f" ({first.plaats})" if first.plaats else ""
        tekst = (
            f"Deze afspraak wordt niet bewaard: voor {regel.categorie} {regel.code} geldt er al een. "
            f"Die loopt van {first.van} {until}{beside}. Laat de ene eindigen voor de andere begint."
        )
        yield Bezwaar("van", tekst, plaats=second.plaats)


class _Geplaatst(msgspec.Struct, frozen=True):
    """An agreement and where it stands in a file."""

    plaats: str
    regel: Afspraak

    @property
    def van(self) -> date:
        return self.regel.van

    @property
    def tot(self) -> date | None:
        return self.regel.tot

    def subject(self) -> tuple[str | None, ...]:
        regel = self.regel
        return regel.wet, regel.gemeente, regel.aanbieder, *regel.product, regel.eenheid
