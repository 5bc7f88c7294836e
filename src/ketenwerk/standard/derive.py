"""Makes definitions from definitions: the return messages, and what a next release changes.

Six of the seven return messages are the message they return plus return codes, by one rule (`xsd/README.md`, "Regel heen ->
retour"); writing them out would be saying everything twice.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any

import msgspec

from . import types as t
from .basis import Bericht, Header, Klasse, Onderdeel, Samengesteld, XsdVersie
from .fields import Field, fields
from .types import Alleen, Simple

Members = list[tuple[str, Any, Any]]
"""Name, annotation, default (`msgspec.NODEFAULT` for a required element)."""

_CODES: tuple[str, Any, Any] = ("retour_codes", tuple[t.RetourCode, ...], msgspec.NODEFAULT)


def return_message(root: type[Bericht]) -> type[Bericht]:
    """The definition of the return message on `root` (IV028)."""
    return _as_root(_rebuild(root, _with_return_codes, {}))


def replace(root: type[Bericht], new: Mapping[type[Onderdeel], type[Onderdeel]]) -> type[Bericht]:
    """`root` with some of its classes exchanged for others: how a next release says only what it changes."""
    return _as_root(_rebuild(root, lambda _cls, members: members, dict(new)))


def _as_root(cls: type[Onderdeel]) -> type[Bericht]:
    if not issubclass(cls, Bericht):
        raise TypeError(f"{cls.__name__} is no message")
    return cls


def _with_return_codes(cls: type[Onderdeel], members: Members) -> Members:
    if issubclass(cls, Samengesteld):
        return members
    if issubclass(cls, Bericht):
        header, *rest = members
        return [header, *((name, hint | None, None) for name, hint, _ in rest)]
    if issubclass(cls, Header):
        return [
            *members,
            ("identificatie_retour", t.IdentificatieBericht, msgspec.NODEFAULT),
            ("dagtekening_retour", t.Datum, msgspec.NODEFAULT),
            ("xslt_versie", t.Versie | None, None),
            ("xsd_versie_retour", XsdVersie, msgspec.NODEFAULT),
            ("retour_codes", tuple[t.RetourCode, ...], ()),
        ]
    return [*members, _CODES]


def _rebuild(
    cls: type[Onderdeel],
    change: Callable[[type[Onderdeel], Members], Members],
    done: dict[type[Onderdeel], type[Onderdeel]],
) -> type[Onderdeel]:
    """Builds `cls` anew from its fields, depth first; a class that comes out unchanged stays itself."""
    if cls in done:
        return done[cls]
    before = [(field.attr, _hint(field, field.kind), _default(field)) for field in fields(cls)]
    members: Members = []
    for field in fields(cls):
        kind = field.kind if isinstance(field.kind, Simple) else _rebuild(field.kind, change, done)
        members.append((field.attr, _hint(field, kind), _default(field)))
    after = change(cls, members)
    done[cls] = cls if after == before else _struct(cls, after)
    return done[cls]


def _struct(cls: type[Onderdeel], members: Members) -> type[Onderdeel]:
    base: type[Onderdeel] = next(kind for kind in (Bericht, Header, Klasse, Samengesteld) if issubclass(cls, kind))
    made = msgspec.defstruct(
        cls.__name__,
        [(name, hint) if default is msgspec.NODEFAULT else (name, hint, default) for name, hint, default in members],
        bases=(base,),
        namespace={"SLEUTEL": cls.SLEUTEL, "__doc__": cls.__doc__},
        module=cls.__module__,
        frozen=True,
        kw_only=True,
        gc=False,
    )
    if not issubclass(made, Onderdeel):
        raise TypeError(f"{made.__name__} is no class of a message")
    return made


def _hint(field: Field, kind: Simple | type[Onderdeel]) -> Any:
    hint: Any = Annotated[_python(kind), kind] if isinstance(kind, Simple) else kind
    if field.many:
        return tuple[hint, ...]
    if field.only:
        hint = Annotated[hint, Alleen(field.only)]
    return hint if field.required else hint | None


def _python(kind: Simple) -> type:
    return {"string": str, "integer": int, "date": date, "time": str}[kind.base]


def _default(field: Field) -> Any:
    if field.required:
        return msgspec.NODEFAULT
    return () if field.many else None
