"""AGB codes of providers: their kinds, who may use one as sender, and what a change of code asks."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from .bezwaar import Bezwaar


class AgbSoort(StrEnum):
    """What the code was given to."""

    ONDERNEMING = "onderneming"
    VESTIGING = "vestiging"
    ZORGVERLENER = "zorgverlener"

    @property
    def may_send(self) -> bool:
        """Messages carry the code of the enterprise or establishment, never that of one professional (E007)."""
        return self is not AgbSoort.ZORGVERLENER


class AgbWijziging(msgspec.Struct, frozen=True):
    """A provider goes on under another code from `ingang`; it said so on `gemeld` (E015, E016)."""

    oud: str
    nieuw: str
    gemeld: date
    ingang: date

    @property
    def days(self) -> int:
        """Calendar days between telling and taking effect."""
        return (self.ingang - self.gemeld).days


def notice(wijziging: AgbWijziging, weken: int | None) -> Bezwaar | None:
    """A warning when the change was told fewer weeks ahead than the protocol asks; a protocol without a term asks nothing."""
    if weken is None or wijziging.ingang - wijziging.gemeld >= timedelta(weeks=weken):
        return None
    tekst = f"Deze wijziging is te laat gemeld (minimaal {weken} weken): {wijziging.days} dagen van tevoren."
    return Bezwaar("ingang", f"{tekst} Neem contact op met de gemeente.", blokkeert=False)


def objections(wijziging: AgbWijziging) -> tuple[Bezwaar, ...]:
    """What is wrong with the change itself."""
    if wijziging.oud != wijziging.nieuw:
        return ()
    return (Bezwaar("nieuw", "Een andere rechtsvorm krijgt een nieuwe AGB-code, maar deze code is de oude. Vul de nieuwe in."),)


def predecessors(agb: str, wijzigingen: Iterable[AgbWijziging]) -> tuple[str, ...]:
    """The code and all codes that led to it, newest first: under these the running assignments of the provider are found."""
    before: dict[str, list[str]] = {}
    for wijziging in sorted(wijzigingen, key=lambda wijziging: wijziging.ingang, reverse=True):
        before.setdefault(wijziging.nieuw, []).append(wijziging.oud)
    found = {agb: None}
    waiting = [agb]
    while waiting:
        for code in before.get(waiting.pop(0), ()):
            if code not in found:
                found[code] = None
                waiting.append(code)
    return tuple(found)


def code_on(agb: str, wijzigingen: Iterable[AgbWijziging], on: date) -> str:
    """The code under which the provider that once had `agb` goes on that day."""
    begun = (wijziging for wijziging in wijzigingen if wijziging.ingang <= on)
    for wijziging in sorted(begun, key=lambda wijziging: wijziging.ingang):
        if wijziging.oud == agb:
            agb = wijziging.nieuw
    return agb
