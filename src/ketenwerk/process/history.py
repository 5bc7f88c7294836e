"""When an old message was sent, as far as it says so itself, and under which name."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Final, NamedTuple

from django.utils import timezone

from ketenwerk.ledger.facts import Gesprek
from ketenwerk.ledger.known import Vraag
from ketenwerk.standard import m301
from ketenwerk.standard.basis import Bericht
from ketenwerk.standard.release import MessageType

# Within one day in the order of the work: asked, answered, assigned, started, stopped, claimed; each before what returns it.
_RANK: Final = {
    number: rank
    for rank, number in enumerate(
        ("315", "316", "317", "318", "319", "320", "301", "302", "305", "306", "307", "308", "323", "325")
    )
}


class Name(NamedTuple):
    """What names a message between its two parties."""

    gesprek: Gesprek
    afzender: str
    bericht_code: str
    identificatie: str


class Old(NamedTuple):
    """A file and its place in time."""

    day: date
    rank: int
    within: str
    path: Path

    @property
    def order(self) -> tuple[date, int, str, str]:
        return self.day, self.rank, self.within, self.path.name

    @property
    def at(self) -> datetime:
        """The moment as the archive keeps it; a message says its day and no more."""
        return timezone.make_aware(datetime.combine(self.day, time(12)))


def named(vraag: Vraag, bericht_code: str) -> Name:
    return Name(vraag.gesprek, vraag.afzender, bericht_code, vraag.identificatie)


def moment(path: Path, bericht: Bericht, message: MessageType) -> Old:
    """A return message carries the date of what it returns, and its own."""
    named = bericht.header.bericht_identificatie
    day: date = getattr(bericht.header, "dagtekening_retour", None) or named.dagtekening
    within = _assigned(bericht) if isinstance(bericht, m301.Bericht) else ""
    return Old(day, _RANK[message.number], f"{within} {named.identificatie}", path)


def _assigned(bericht: m301.Bericht) -> str:
    """The newest Toewijzingsdatum and -tijd in it: assignments are ordered by these (IV013)."""
    return max(f"{product.toewijzingsdatum} {product.toewijzingstijd}" for product in bericht.client.toegewezen_producten)
