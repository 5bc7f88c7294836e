"""Under which names messages were exchanged, and what came back on each (TR056, E027)."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final, NamedTuple

import msgspec

from .facts import Gesprek
from .known import Verzonden, Vraag
from .machines import VERZENDING

VERSTUURD: Final = VERZENDING.after(VERZENDING.begin, "verstuurd")
AFGEKEURD: Final = VERZENDING.after(VERSTUURD, "retour fout")


class Naam(NamedTuple):
    """What names a message for its receiver: the conversation, and what its sender calls it."""

    gesprek: Gesprek
    afzender: str
    bericht_code: str
    identificatie: str


class Namen:
    """The names that were used. Several messages may have one: that of a rejected message is free again (C-14)."""

    def __init__(self) -> None:
        self._named: defaultdict[Naam, dict[str, Verzonden]] = defaultdict(dict)
        self._anywhere: defaultdict[tuple[str, str, str], dict[Naam, None]] = defaultdict(dict)

    def put(self, naam: Naam, verzonden: Verzonden) -> None:
        """Keeps a message under its name; one that was kept before stands as it says now."""
        self._named[naam][verzonden.bericht] = verzonden
        self._anywhere[naam[1:]][naam] = None

    def settle(self, naam: Naam, bericht_id: str, event: str) -> None:
        """Records what came back on a message: an event of `machines.VERZENDING`."""
        verzonden = self._named[naam][bericht_id]
        self.put(naam, msgspec.structs.replace(verzonden, staat=VERZENDING.after(verzonden.staat, event)))

    def is_used(self, naam: Naam, *, anywhere: bool) -> bool:
        """Whether a message that was not rejected has this name; `anywhere`: of its sender in any conversation."""
        names: Iterable[Naam] = self._anywhere.get(naam[1:], ()) if anywhere else (naam,)
        return any(each.staat != AFGEKEURD for name in names for each in self._named.get(name, {}).values())

    def answered(self, naam: Naam) -> Verzonden | None:
        """The message that a return message with this name answers: one that waits, else the last."""
        named = list(self._named.get(naam, {}).values())
        return next((each for each in named if each.staat == VERSTUURD), named[-1] if named else None)


def own_name(vraag: Vraag) -> Naam:
    """The name of the message that asks."""
    return Naam(vraag.gesprek, vraag.afzender, vraag.bericht_code, vraag.identificatie)
