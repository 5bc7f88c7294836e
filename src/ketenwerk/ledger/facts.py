"""Facts: what has been agreed between a municipality and a provider about one client, as accepted messages made it.

A `Dossier` is the whole of it for one conversation and one client. All values are immutable; a change makes a new dossier.
"""

from datetime import date
from typing import NamedTuple

import msgspec

from ketenwerk.standard import m301, m305, m307, m315, m317, m323
from ketenwerk.standard.basis import Product
from ketenwerk.standard.types import Wet


class Gesprek(NamedTuple):
    """A conversation: one municipality and one provider under one law. Messages belong to exactly one."""

    wet: Wet
    gemeente: str
    aanbieder: str


class StartSleutel(NamedTuple):
    """What makes a start the same start (IV008, IV096). An absent element equals only an absent one."""

    toewijzing_nummer: int | None
    categorie: str | None
    code: str | None
    begindatum: date

    @property
    def product(self) -> tuple[int | None, str | None, str | None]:
        """The key without its day: one product on one assignment (TR326)."""
        return self.toewijzing_nummer, self.categorie, self.code


class StopSleutel(NamedTuple):
    """What makes a stop the same stop (IV008)."""

    start: StartSleutel
    einddatum: date
    reden_beeindiging: str


class Versie(msgspec.Struct, frozen=True):
    """One version of an assignment, as a 301 sent it; `bericht` is the id of that message in the archive."""

    product: m301.ToegewezenProduct
    bericht: str

    @property
    def order(self) -> tuple[date, str]:
        """Versions are ordered by Toewijzingsdatum and Toewijzingstijd (IV013); a time compares as its digits do."""
        return self.product.toewijzingsdatum, _comparable(self.product.toewijzingstijd)


class Toewijzing(msgspec.Struct, frozen=True):
    """An assignment with all its versions, oldest first."""

    nummer: int
    versies: tuple[Versie, ...]

    @property
    def actueel(self) -> m301.ToegewezenProduct:
        """The newest version: what holds now (IV013)."""
        return self.versies[-1].product

    @property
    def first(self) -> m301.ToegewezenProduct:
        """The version in which it was given out."""
        return self.versies[0].product


class Verzoek(msgspec.Struct, frozen=True):
    """A request under one ReferentieAanbieder: a product of a 315, or a whole 317. `staat` is a state of `machines.VERZOEK`.

    `antwoorden` are the VerzoekAntwoord codes of the 319s, in the order in which they came.
    """

    referentie: str
    soort: str
    dagtekening: date
    bericht: str
    staat: str
    gevraagd: m315.AangevraagdProduct | m317.Verzoek
    antwoorden: tuple[str, ...] = ()


class Start(msgspec.Struct, frozen=True):
    """A start that was reported and not deleted."""

    sleutel: StartSleutel
    product: m305.StartProduct
    bericht: str


class Stop(msgspec.Struct, frozen=True):
    """A stop that was reported and not deleted."""

    sleutel: StopSleutel
    product: m307.StopProduct
    bericht: str


class Prestatie(msgspec.Struct, frozen=True):
    """A claimed line that was granted and has not been credited since; `bericht` is the id of its 323 in the archive."""

    regel: m323.Prestatie
    bericht: str


class Dossier(msgspec.Struct, frozen=True):
    """All that is known of one client in one conversation. Mappings are replaced, never changed.

    `prestaties` holds by ReferentieNummer what stands on the assignments: lines granted and not credited (TR385).
    """

    gesprek: Gesprek
    bsn: str
    toewijzingen: dict[int, Toewijzing] = {}
    verzoeken: dict[str, Verzoek] = {}
    starts: dict[StartSleutel, Start] = {}
    stops: dict[StopSleutel, Stop] = {}
    prestaties: dict[str, Prestatie] = {}

    def stops_of(self, start: StartSleutel) -> tuple[Stop, ...]:
        """The stops of one start, earliest end first."""
        found = (stop for sleutel, stop in self.stops.items() if sleutel.start == start)
        return tuple(sorted(found, key=lambda stop: (stop.sleutel.einddatum, stop.sleutel.reden_beeindiging)))


def start_key(product: m305.StartProduct | m307.StopProduct) -> StartSleutel:
    """The key of a start, or of the start that a stop belongs to."""
    categorie, code = _product(product.product)
    return StartSleutel(product.toewijzing_nummer, categorie, code, product.begindatum)


def stop_key(product: m307.StopProduct) -> StopSleutel:
    """The key of a stop."""
    return StopSleutel(start_key(product), product.einddatum, product.reden_beeindiging)


def _product(product: Product | None) -> tuple[str | None, str | None]:
    return (product.categorie, product.code) if product else (None, None)


def _comparable(time: str) -> str:
    whole, _, fraction = time.partition(".")
    return f"{whole}.{fraction.rstrip('0')}"
