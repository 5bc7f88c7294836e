"""Parties of the chain: their kinds, their codes, how they are reached, and who may send which message.

Pure values with checks. Nothing here keeps a party; whoever does, refuses one with an objection that blocks.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import Final

import msgspec

from ketenwerk.standard.release import MessageType
from ketenwerk.standard.types import Wet

from .agb import AgbSoort
from .bezwaar import Bezwaar
from .gemeenten import Stand, standing
from .periode import begins, holds, is_reversed
from .vormen import VORMEN, fits


class PartijSoort(StrEnum):
    """The kinds of party (E001)."""

    GEMEENTE = "gemeente"
    BACKOFFICE = "regionale backoffice"
    TOEGANG = "lokaal team of toegang"
    INSTELLING = "aanbieder: instelling"
    VRIJGEVESTIGDE = "aanbieder: vrijgevestigde"
    HOOFDAANNEMER = "hoofdaannemer"
    ONDERAANNEMER = "onderaannemer"
    VERWIJZER = "wettelijke verwijzer"
    GECERTIFICEERDE_INSTELLING = "gecertificeerde instelling"


AANBIEDERS: Final = frozenset(
    {
        PartijSoort.INSTELLING,
        PartijSoort.VRIJGEVESTIGDE,
        PartijSoort.HOOFDAANNEMER,
        PartijSoort.ONDERAANNEMER,
        PartijSoort.GECERTIFICEERDE_INSTELLING,
    }
)
"""Kinds that deliver care, and so have an AGB code."""

# No name in it: a party may be a person, and objections can end in a log.
_NO_SENDER: Final = "Deze partij kan geen afzender zijn:"
_SENDS_NOTHING: Final = {
    PartijSoort.BACKOFFICE: "een backoffice verzendt namens een gemeente. Kies de gemeente",
    PartijSoort.TOEGANG: "een lokaal team verzendt via zijn gemeente. Kies de gemeente",
    PartijSoort.ONDERAANNEMER: "een onderaannemer verzendt geen berichten. Kies de hoofdaannemer",
    PartijSoort.VERWIJZER: "een verwijzer verzendt geen berichten. Kies de aanbieder",
}


class Postadres(msgspec.Struct, frozen=True, kw_only=True):
    """Where letters go; `organisatie` is the name of the addressee (E004)."""

    organisatie: str = ""
    postbus: str = ""
    bezoekadres: str = ""
    postcode: str = ""
    plaats: str = ""


class Bereikbaarheid(msgspec.Struct, frozen=True, kw_only=True):
    """How a party is reached. `telefoon_reserve` is dialled when `telefoon` gives no answer."""

    telefoon: str = ""
    telefoon_reserve: str = ""
    email: str = ""
    email_administratie: str = ""
    postadres: Postadres = Postadres()

    @property
    def telefoonnummers(self) -> tuple[str, ...]:
        """Numbers in the order in which to dial them."""
        return tuple(number for number in (self.telefoon, self.telefoon_reserve) if number)

    @property
    def emailadres_administratie(self) -> str:
        """Where administrative mail goes: the address of its own, else the general one."""
        return self.email_administratie or self.email


class Partij(msgspec.Struct, frozen=True, kw_only=True):
    """A party, from `van` to `tot` (both included; None: open). `code` is a gemeentecode or an AGB code, "" for other kinds."""

    soort: PartijSoort
    naam: str
    code: str = ""
    agb_soort: AgbSoort | None = None
    bereikbaarheid: Bereikbaarheid = Bereikbaarheid()
    van: date | None = None
    tot: date | None = None


def objections(partij: Partij) -> Iterator[Bezwaar]:
    """What is wrong with a party that someone wants to keep."""
    refused = "Deze partij wordt niet bewaard:"
    if not partij.naam.strip():
        yield Bezwaar("naam", f"{refused} de naam ontbreekt. Vul de naam in.")
    if partij.soort is PartijSoort.GEMEENTE:
        yield from _gemeentecode(partij)
    elif partij.soort in AANBIEDERS:
        yield from _agb(partij)
    elif partij.code:
        yield Bezwaar("code", f"{refused} bij deze soort partij hoort geen code. Maak het veld leeg.")
    if is_reversed(partij):
        yield Bezwaar("tot", f"{refused} de einddatum ligt voor de begindatum. Pas een van beide aan.")
    yield from _reachability(partij.bereikbaarheid)


def _gemeentecode(partij: Partij) -> Iterator[Bezwaar]:
    if not fits("gemeentecode", partij.code):
        eis = VORMEN["gemeentecode"].eis
        yield Bezwaar("code", f"Deze gemeente wordt niet bewaard: {eis}. Vul de code met voorloopnullen in.")
    elif standing(partij.code, max(partij.tot or date.max, begins(partij))) is Stand.BESTAAT_NIET:
        tekst = "Nieuwe berichten van deze gemeente worden afgekeurd: het CBS kent de code niet. Vul een einddatum in."
        yield Bezwaar("code", tekst, blokkeert=False)


def _agb(partij: Partij) -> Iterator[Bezwaar]:
    if not partij.code:
        yield Bezwaar("code", "Zorg van deze aanbieder wordt niet vergoed: de AGB-code ontbreekt. Vul de AGB-code in.")
    elif not fits("agb", partij.code):
        yield Bezwaar("code", f"Deze aanbieder wordt niet bewaard: {VORMEN['agb'].eis}. Controleer de code.")
    elif partij.agb_soort is None:
        tekst = "Deze aanbieder kan nog niet verzenden: de soort AGB-code is onbekend. Kies de soort."
        yield Bezwaar("agb_soort", tekst, blokkeert=False)


def _reachability(bereikbaarheid: Bereikbaarheid) -> Iterator[Bezwaar]:
    for veld, soort in (
        ("telefoon", "telefoon"),
        ("telefoon_reserve", "telefoon"),
        ("email", "email"),
        ("email_administratie", "email"),
    ):
        entered = getattr(bereikbaarheid, veld)
        if entered and not fits(soort, entered):
            tekst = f"Dit adres bereikt waarschijnlijk niemand: {VORMEN[soort].eis}. Controleer het veld."
            yield Bezwaar(veld, tekst, VORMEN[soort].blokkeert)


def may_send(partij: Partij, message: MessageType, on: date) -> tuple[Bezwaar, ...]:
    """Why a party may not be the sender of such a message on that day; empty when it may."""
    if reason := _SENDS_NOTHING.get(partij.soort):
        return (Bezwaar("afzender", f"{_NO_SENDER} {reason}."),)
    found = list(_sender_code(partij))
    role = "gemeente" if partij.soort is PartijSoort.GEMEENTE else "aanbieder"
    if message.sender != role:
        found.append(Bezwaar("afzender", f"{_NO_SENDER} een {message.name} komt van een {message.sender}."))
    if not holds(partij, on):
        found.append(Bezwaar("afzender", f"{_NO_SENDER} zij geldt niet op {on}."))
    return tuple(found)


def _sender_code(partij: Partij) -> Iterator[Bezwaar]:
    soort, what = ("gemeentecode", "gemeentecode") if partij.soort is PartijSoort.GEMEENTE else ("agb", "AGB-code")
    if not partij.code:
        yield Bezwaar("afzender", f"{_NO_SENDER} de {what} ontbreekt. Vul de code in bij de partij.")
    elif not fits(soort, partij.code):
        yield Bezwaar("afzender", f"{_NO_SENDER} {VORMEN[soort].eis}. Verbeter de code bij de partij.")
    if soort == "agb" and (partij.agb_soort is None or not partij.agb_soort.may_send):
        whose = f"van een {partij.agb_soort}" if partij.agb_soort else "van onbekende soort"
        tekst = f"{_NO_SENDER} haar AGB-code is {whose}. Gebruik de code van de onderneming of vestiging."
        yield Bezwaar("afzender", tekst)


class Mandaat(msgspec.Struct, frozen=True, kw_only=True):
    """A municipality lets an office deal with its messages under one law (E002). `is_gast`: it is the host of that office."""

    backoffice: str
    gemeente: str
    wet: Wet
    is_gast: bool = False
    van: date | None = None
    tot: date | None = None


def sender_for(backoffice: str, gemeente: str, wet: Wet, mandaten: Iterable[Mandaat], on: date) -> str | Bezwaar:
    """The code that a message of the office carries: always that of the municipality that is responsible, never of the host."""
    for mandaat in mandaten:
        if (mandaat.backoffice, mandaat.gemeente, mandaat.wet) == (backoffice, gemeente, wet) and holds(mandaat, on):
            return mandaat.gemeente
    tekst = f"Dit kantoor kan niet verzenden namens {gemeente}: op {on} is er geen mandaat. Leg het mandaat vast."
    return Bezwaar("gemeente", tekst)


def host(backoffice: str, mandaten: Iterable[Mandaat], on: date) -> str | None:
    """The municipality in which an office is housed on that day, or None."""
    fitting = (mandaat for mandaat in mandaten if mandaat.backoffice == backoffice and mandaat.is_gast and holds(mandaat, on))
    return next((mandaat.gemeente for mandaat in fitting), None)
