"""Payment of what was granted: until which day, and to whom how much (E194, E195).

What was granted of a claim is paid, also when other lines of it were rejected. A payment order knows no negative amounts: a
claim on which more was credited than claimed is set off against the other claims of the same provider.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

import msgspec


class Aanvang(StrEnum):
    """What a payment term counts from."""

    ONTVANGST = "ontvangst"
    TOEKENNING = "toekenning"


class Betaaltermijn(msgspec.Struct, frozen=True):
    """Calendar days after the receipt of the claim, or after it was granted. The first day itself is day 0."""

    dagen: int
    vanaf: Aanvang


STANDAARD: Final = Betaaltermijn(30, Aanvang.TOEKENNING)
"""Where parties agreed on nothing: thirty days (E195), and from the answer, for before that nobody knows what is owed."""


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """What was granted of one claim. `bedrag` in eurocents, with sign; `sleutel` is the caller's own name of the claim."""

    sleutel: str
    aanbieder: str
    nummer: str
    bedrag: int
    ontvangen: date
    toegekend: date


class Termijnafspraak(msgspec.Struct, frozen=True, kw_only=True):
    """A term that holds for claims received from `van` on; `ander` is the code of the other side, "" for all of them."""

    termijn: Betaaltermijn
    van: date
    ander: str = ""


class Opdracht(msgspec.Struct, frozen=True):
    """What one provider gets: the sum of its claims, in eurocents."""

    aanbieder: str
    bedrag: int
    posten: tuple[Post, ...]


class Verdeling(msgspec.Struct, frozen=True):
    """What is to be paid; what comes to nothing, so that it is settled without a payment; and what stays below nothing."""

    betalen: tuple[Opdracht, ...]
    verrekend: tuple[Opdracht, ...]
    doorgeschoven: tuple[Opdracht, ...]

    @property
    def bedrag(self) -> int:
        """The sum of the payments, in eurocents."""
        return sum(opdracht.bedrag for opdracht in self.betalen)


def termijn(afspraken: Iterable[Termijnafspraak], ander: str, ontvangen: date) -> Betaaltermijn:
    """The term for a claim of that other side, received on that day: one of its own goes before one for all, then the newest."""
    fitting = [each for each in afspraken if each.ander in ("", ander) and each.van <= ontvangen]
    return max(fitting, key=lambda each: (each.ander != "", each.van)).termijn if fitting else STANDAARD


def vervaldag(ontvangen: date, toegekend: date, term: Betaaltermijn) -> date:
    """The last day on which a payment is in time."""
    return (ontvangen if term.vanaf is Aanvang.ONTVANGST else toegekend) + timedelta(days=term.dagen)


def verdeel(posten: Iterable[Post], vervalt: Mapping[str, date], tot: date) -> Verdeling:
    """What to pay when all that is due until `tot` (inclusive) is paid. `vervalt` gives the last day of each claim by `sleutel`.

    A negative claim goes along whatever its day: what was paid too much is not paid once more first. Where it takes more than
    there is to pay, all claims of that provider wait for the next time.
    """
    groups: dict[str, list[Post]] = {}
    for post in posten:
        if post.bedrag and (post.bedrag < 0 or vervalt[post.sleutel] <= tot):
            groups.setdefault(post.aanbieder, []).append(post)
    opdrachten = [Opdracht(code, sum(post.bedrag for post in group), tuple(group)) for code, group in sorted(groups.items())]
    return Verdeling(
        betalen=tuple(each for each in opdrachten if each.bedrag > 0),
        verrekend=tuple(each for each in opdrachten if each.bedrag == 0),
        doorgeschoven=tuple(each for each in opdrachten if each.bedrag < 0),
    )


class Weekbedrag(msgspec.Struct, frozen=True):
    """What falls due in the week of `maandag`: positive claims alone, in eurocents, and how many they are."""

    maandag: date
    bedrag: int
    aantal: int


def per_week(posten: Iterable[Post], vervalt: Mapping[str, date]) -> tuple[Weekbedrag, ...]:
    """What is to be paid week by week, earliest first; weeks without anything are left out."""
    weeks: dict[date, list[int]] = {}
    for post in posten:
        if post.bedrag > 0:
            day = vervalt[post.sleutel]
            weeks.setdefault(day - timedelta(days=day.weekday()), []).append(post.bedrag)
    return tuple(Weekbedrag(monday, sum(amounts), len(amounts)) for monday, amounts in sorted(weeks.items()))
