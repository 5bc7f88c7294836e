"""Walks through a message: every class in it with its path, in the order of the message."""

from collections.abc import Iterator, Set

from ketenwerk.standard import m323
from ketenwerk.standard.basis import Bericht, Onderdeel
from ketenwerk.standard.fields import fields
from ketenwerk.standard.types import Simple


def walk(part: Onderdeel, path: str = "/Bericht") -> Iterator[tuple[str, Onderdeel]]:
    """The class itself and all below it. A path names element and 1-based position: `/Bericht/Client/Relaties/Relatie[2]`."""
    yield path, part
    for field in fields(type(part)):
        if isinstance(field.kind, Simple):
            continue
        value = getattr(part, field.attr)
        if field.many:
            for position, item in enumerate(value, 1):
                yield from walk(item, f"{path}/{field.name}/{field.item}[{position}]")
        elif value is not None:
            yield from walk(value, f"{path}/{field.name}")


def paths(bericht: Bericht) -> dict[int, str]:
    """Path of every class in the message by identity; valid while the message lives."""
    return {id(part): path for path, part in walk(bericht)}


def paths_of(bericht: Bericht, wanted: Set[int]) -> dict[int, str]:
    """Path of the wanted classes by identity, in the order of the message.

    Of a claim its lines are looked at first and not what is in them: they are many, and mostly one of them is what is wanted.
    """
    if isinstance(bericht, m323.Bericht):
        found = {id(part): path for path, part in _lines(bericht) if id(part) in wanted}
        if len(found) == len(wanted):
            return found
    return {id(part): path for path, part in walk(bericht) if id(part) in wanted}


def _lines(bericht: m323.Bericht) -> Iterator[tuple[str, Onderdeel]]:
    yield "/Bericht/Declaratie", bericht.declaratie
    for place, client in enumerate(bericht.declaratie.clienten, 1):
        whole = f"/Bericht/Declaratie/Clienten/Client[{place}]"
        yield whole, client
        for position, prestatie in enumerate(client.prestaties, 1):
            yield f"{whole}/Prestaties/Prestatie[{position}]", prestatie
