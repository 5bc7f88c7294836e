"""What a provider does before its first message: seven steps, and how far it has come (E017, E018)."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final

import msgspec

from .bezwaar import Bezwaar
from .periode import begins, ends


class Onderdeel(msgspec.Struct, frozen=True):
    """Something to do, that is ticked off on a day."""

    sleutel: str
    titel: str


class Stap(msgspec.Struct, frozen=True):
    """A step: done when all its parts are. `vergelijkt`: VECOZO must also know the provider by the numbers of the contract."""

    sleutel: str
    titel: str
    onderdelen: tuple[Onderdeel, ...]
    vergelijkt: bool = False


STAPPEN: Final = (
    Stap("kvk", "KvK-gegevens aanpassen", (Onderdeel("kvk.gegevens", "Gegevens in het handelsregister kloppen"),)),
    Stap("vektis", "AGB-code bij Vektis aanvragen of bijwerken", (Onderdeel("vektis.agb", "AGB-code van de onderneming"),)),
    Stap("overeenkomst", "Afsluiten overeenkomst VECOZO", (Onderdeel("overeenkomst.getekend", "Overeenkomst getekend"),)),
    Stap("software", "Software kiezen", (Onderdeel("software.gekozen", "Softwarepakket gekozen"),)),
    Stap(
        "instellingen",
        "Instellingen VECOZO",
        (
            Onderdeel("instellingen.diensten", "Diensten JW en WMO"),
            Onderdeel("instellingen.rollen", "Rollen"),
            Onderdeel("instellingen.autorisaties", "Autorisaties"),
            Onderdeel("instellingen.certificaat", "Systeemcertificaat"),
            Onderdeel("instellingen.toestemming", "Toestemmingsverklaringen"),
        ),
        vergelijkt=True,
    ),
    Stap("contracten", "Contracten met gemeenten", (Onderdeel("contracten.getekend", "Contract getekend"),)),
    Stap("start", "Berichtenverkeer starten", (Onderdeel("start.afgesproken", "Startdatum afgesproken"),)),
)
ONDERDELEN: Final = frozenset(onderdeel.sleutel for stap in STAPPEN for onderdeel in stap.onderdelen)


class Nummers(msgspec.Struct, frozen=True):
    """The numbers under which a provider is known somewhere; "" is not known."""

    agb: str = ""
    kvk: str = ""


class Contactpersoon(msgspec.Struct, frozen=True):
    """Someone who answers for the connection at VECOZO, in this place until `tot` (included; None: open)."""

    naam: str
    van: date | None = None
    tot: date | None = None


class Aansluiting(msgspec.Struct, frozen=True, kw_only=True):
    """How far a provider is: the day on which each part was done, and the numbers in the contract and at VECOZO."""

    gedaan: Mapping[str, date] = {}
    contract: Nummers = Nummers()
    vecozo: Nummers = Nummers()


class Stand(msgspec.Struct, frozen=True):
    """A step as it stands: the parts that are still to do, and the numbers that differ."""

    stap: Stap
    te_doen: tuple[Onderdeel, ...]
    verschillen: tuple[Bezwaar, ...] = ()

    @property
    def is_done(self) -> bool:
        return not self.te_doen and not self.verschillen


def standing(aansluiting: Aansluiting, on: date) -> tuple[Stand, ...]:
    """All steps in their order, as they stand at the end of that day."""
    return tuple(
        Stand(stap, _to_do(stap, aansluiting, on), _differences(aansluiting) if stap.vergelijkt else ()) for stap in STAPPEN
    )


def before_first_message(aansluiting: Aansluiting, on: date) -> tuple[Bezwaar, ...]:
    """What stands in the way of a first message on that day: one objection per open step."""
    return tuple(
        Bezwaar(
            stand.stap.sleutel,
            f"Het eerste bericht wordt niet verzonden. Nog open is de stap “{stand.stap.titel}”. Rond deze stap eerst af.",
        )
        for stand in standing(aansluiting, on)
        if not stand.is_done
    )


def contact_objection(contacten: Iterable[Contactpersoon], on: date) -> Bezwaar | None:
    """A warning when from some day on nobody answers for the connection at VECOZO."""
    alone = _first_day_alone(contacten, on)
    if alone is None:
        return None
    since = "nu" if alone <= on else f"{alone}"
    tekst = f"De aansluiting loopt gevaar: vanaf {since} is er niemand. Actie: nieuwe contactpersoon VECOZO aanwijzen."
    return Bezwaar("contactpersoon_vecozo", tekst, blokkeert=False)


def _first_day_alone(contacten: Iterable[Contactpersoon], on: date) -> date | None:
    """The first day from `on` without anyone; None when someone is there without end."""
    day = on
    for contact in sorted(contacten, key=begins):
        if begins(contact) > day:
            return day
        if ends(contact) == date.max:
            return None
        day = max(day, ends(contact) + timedelta(days=1))
    return day


def _to_do(stap: Stap, aansluiting: Aansluiting, on: date) -> tuple[Onderdeel, ...]:
    return tuple(part for part in stap.onderdelen if aansluiting.gedaan.get(part.sleutel, date.max) > on)


def _differences(aansluiting: Aansluiting) -> tuple[Bezwaar, ...]:
    """Numbers that VECOZO does not know, or knows differently."""
    contract, vecozo = aansluiting.contract, aansluiting.vecozo
    pairs = (("vecozo_agb", "de AGB-code", contract.agb, vecozo.agb), ("vecozo_kvk", "het KvK-nummer", contract.kvk, vecozo.kvk))
    return tuple(
        Bezwaar(veld, f"Berichten komen niet aan: {what} bij VECOZO is anders dan in het contract. Pas VECOZO aan.")
        for veld, what, agreed, known in pairs
        if not agreed or agreed != known
    )
