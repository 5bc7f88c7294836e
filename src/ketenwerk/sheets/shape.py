"""Which sheets a message has and which columns they have, made from its definition.

A sheet for the message and one for every class that repeats; what stands once in a class gives columns of that class, named as in
the standard with a point between (`ProductPeriode.Begindatum`). A row names the row that it belongs to by its number.
"""

from collections.abc import Iterator
from functools import cache
from typing import Final

import msgspec

from ketenwerk.messages.plan import Element, plan
from ketenwerk.standard.release import MessageType
from ketenwerk.standard.types import Simple

NUMMER: Final = "nr"
SOORT: Final = "Bericht"
_LONGEST: Final = 31
"""Characters in the name of a sheet."""


class Veld(msgspec.Struct, frozen=True):
    """One column. `plek` leads from what the row stands for to its value; without `simple` it says that a part is there."""

    naam: str
    plek: tuple[str, ...]
    simple: Simple | None


class Vel(msgspec.Struct, frozen=True):
    """One sheet. `plek` leads from what the row above stands for to the list of its rows; `namen` is the same in elements."""

    naam: str
    ouder: str
    plek: tuple[str, ...]
    namen: tuple[str, ...]
    item: Element
    velden: tuple[Veld, ...]

    @property
    def ouderkolom(self) -> str:
        """The column that names the row above, "" for what belongs to the message itself."""
        return f"{NUMMER} {self.ouder}" if self.ouder not in ("", SOORT) else ""


class _Plek(msgspec.Struct, frozen=True):
    plek: tuple[str, ...]
    namen: tuple[str, ...]
    element: Element


@cache
def vellen(message: MessageType) -> tuple[Vel, ...]:
    """The sheets of a message: that of the message first, and none before the one that it belongs to."""
    found: list[Vel] = []
    _add(found, SOORT, "", _Plek((), (), plan(message)))
    return tuple(found)


def _add(found: list[Vel], naam: str, ouder: str, at: _Plek) -> None:
    item = at.element
    velden = (Veld("Waarde", (), item.simple),) if item.simple else tuple(_velden(item, _Plek((), (), item)))
    found.append(Vel(naam, ouder, at.plek, at.namen, item, velden))
    for below in () if item.simple else _collecties(item, (), ()):
        _add(found, _free(found, naam, below), naam, below)


def _free(found: list[Vel], ouder: str, at: _Plek) -> str:
    """A name that no sheet has yet: that of the class, with what it stands in where that is not enough."""
    taken = {each.naam for each in found}
    name, own = at.element.name, "" if ouder == SOORT else f"{ouder} "
    wanted = (
        name,
        f"{own}{name}",
        f"{own}{'.'.join(at.namen[:-1])} {name}",
        *(f"{own[:12]}{name[:12]} {n}" for n in range(2, 100)),
    )
    return next(each for each in wanted if each[:_LONGEST] not in taken and len(each) <= _LONGEST)


def _velden(item: Element, at: _Plek) -> Iterator[Veld]:
    for child in item.children:
        plek, namen = (*at.plek, child.attr), (*at.namen, child.name)
        if child.simple:
            yield Veld(".".join(namen), plek, child.simple)
        elif not child.collects:
            if not any(below.required for below in child.children):
                # A part that may stand there with nothing in it is not the same as one that is absent.
                yield Veld(".".join(namen), plek, None)
            yield from _velden(child, _Plek(plek, namen, child))


def _collecties(item: Element, plek: tuple[str, ...], namen: tuple[str, ...]) -> Iterator[_Plek]:
    for child in item.children:
        if child.collects:
            yield _Plek((*plek, child.attr), (*namen, child.name), child.children[0])
        elif not child.simple:
            yield from _collecties(child, (*plek, child.attr), (*namen, child.name))
