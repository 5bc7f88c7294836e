"""What is wrong with something that a person entered or a file brought, as a value.

Checks collect objections and never stop at the first. Whoever keeps the data refuses it when one of them blocks.
"""

from collections.abc import Iterable

import msgspec


class Bezwaar(msgspec.Struct, frozen=True):
    """One objection, in Dutch: the field it is about, what follows, why, and what to do.

    `plaats` says where in a file the field stands ("regel 3", "product 2 (regel 14)"), "" outside files. `blokkeert` is False
    for a warning.
    """

    veld: str
    tekst: str
    blokkeert: bool = True
    plaats: str = ""

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.plaats, self.veld) if part)
        return f"{where}: {self.tekst}" if where else self.tekst


class Onleesbaar(Exception):
    """A file that cannot be taken over. Holds everything that is wrong with it; nothing of the file is kept."""

    def __init__(self, bezwaren: Iterable[Bezwaar]) -> None:
        self.bezwaren = tuple(bezwaren)
        super().__init__("\n".join(str(bezwaar) for bezwaar in self.bezwaren))


def blocks(bezwaren: Iterable[Bezwaar]) -> bool:
    """Whether any of them stands in the way; warnings do not."""
    return any(bezwaar.blokkeert for bezwaar in bezwaren)
