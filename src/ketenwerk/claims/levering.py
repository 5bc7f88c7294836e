"""What was delivered, and what it is claimed by: the assignment that allows it and the agreement that prices it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol, TypeAlias

import msgspec


class Levering(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Care given to a client on one day.

    `hoeveelheid` is in minutes where hours or minutes were assigned or agreed, in eurocents for unit 83, and else a number of the
    unit itself (etmalen, dagdelen, pieces). `regel` is the ReferentieNummer of the debit line in which it was claimed, None while
    it was not. `kenmerk` is the provider's own mark for it. `afwezig`: the client was not there, so that it may be claimed only
    as far as parties agreed (E185).
    """

    datum: date
    bsn: str
    toewijzing_nummer: int
    categorie: str
    code: str
    hoeveelheid: int
    regel: str | None = None
    kenmerk: str | None = None
    afwezig: bool = False


class Grondslag(Protocol):
    """What an assignment allows: the attributes of ToegewezenProduct, with None for what it leaves open.

    Whoever holds assignments gives them in this form, so that this room needs none of theirs.
    """

    @property
    def nummer(self) -> int: ...
    @property
    def categorie(self) -> str | None: ...
    @property
    def code(self) -> str | None: ...
    @property
    def ingangsdatum(self) -> date: ...
    @property
    def einddatum(self) -> date | None: ...
    @property
    def eenheid(self) -> str | None: ...
    @property
    def frequentie(self) -> str | None: ...
    @property
    def reden_wijziging(self) -> str | None: ...


class Afspraak(Protocol):
    """What was agreed for a product: `stuktarief` in eurocents per claimed `eenheid`, None where the unit is money.

    `maximum_tarief` says that it is the most, so that the one to claim is not known (E223). `declarabele_afwezigheid` is how
    many units of absence may be claimed per month, None where nothing was agreed (E185). `per_client` is False where nothing is
    claimed per client: what is only registered (`alleen_registratie`, E218), or paid as a task (E020).
    """

    @property
    def eenheid(self) -> str: ...
    @property
    def stuktarief(self) -> int | None: ...
    @property
    def maximum_tarief(self) -> bool: ...
    @property
    def declarabele_afwezigheid(self) -> int | None: ...
    @property
    def per_client(self) -> bool: ...
    @property
    def alleen_registratie(self) -> bool: ...


class Gekozen(msgspec.Struct, frozen=True, kw_only=True):
    """What a provider asks on an assignment where only a most was agreed (E223), for product periods from `van` on.

    `tarief` in eurocents per agreed unit; `product` (categorie, code) is what was really delivered, and what caps it.
    """

    tarief: int
    product: tuple[str, str]
    van: date


Afgesproken: TypeAlias = Callable[[tuple[str, str], date], Sequence[Afspraak]]
"""What holds for a product (categorie, code) on a day, the first per unit going before others; none when nothing was agreed."""
